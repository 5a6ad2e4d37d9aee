import type { HostKernel } from '@hyperprior/backends/kernels';
import { type CdfColumns, type Density, densities, type Family, writeCdfColumns } from '@hyperprior/priors';
import { keptOrders } from './kept-orders.ts';
import { gather, type Layout, scatter } from './layout.ts';
import { type Conventions, empiricalCdf } from './options.ts';
import { sorterFor } from './sorter-for.ts';

/** What the kernel is asked for. Its inputs are x and the tensor parameters in their order. */
export interface FusedLossAttributes {
  readonly family: Family;
  /** Each parameter's number, or null where it is a tensor. */
  readonly constants: readonly (number | null)[];
  readonly layout: Layout;
  readonly conventions: Conventions;
  /** Whether the gradients in x and in the tensor parameters follow the loss. */
  readonly gradients: boolean;
}

/**
 * The Cramér-von Mises loss of Batch-Shaping and its gradients in one pass over each slice: rank, cdf, difference.
 * It works in float64 and rounds once.
 */
export const fusedLossKernel: HostKernel<FusedLossAttributes> = {
  name: 'HyperpriorBatchShaping',

  outputs(inputs, { gradients }) {
    return [{ shape: [] }, ...(gradients ? inputs.map(({ shape }) => ({ shape })) : [])];
  },

  compute([x, ...parameters], [loss, gradient, ...parameterGradients], attributes) {
    const { layout, constants, gradients, conventions } = attributes;
    const { slices, count } = layout;
    const densityOf = densities(parameters, [slices], attributes);
    const tensorsAt = constants.flatMap((value, k) => (value === null ? [k] : []));
    const pass = createPass(count, conventions, gradients && tensorsAt.length > 0 ? constants.length : 0);
    const scale = 1 / (slices * count);
    const totals = parameterGradients.map(({ values }) => new Float64Array(values.length));
    const orders = keptOrders(slices, count);
    const sorter = sorterFor(count);
    let total = 0;
    for (let slice = 0; slice < slices; slice++) {
      gather(x.values, layout, slice, pass.values);
      sorter.ranks(pass.values, pass.ranks, conventions.ties, orders?.[slice]);
      total += sliceLoss(densityOf(slice), pass, scale);
      if (gradients) scatter(pass.gradient, layout, slice, gradient.values);
      for (const [i, sums] of totals.entries())
        sums[sums.length === 1 ? 0 : slice] += 2 * scale * product(pass.cdf, pass.partials[tensorsAt[i]]);
    }
    for (const [i, sums] of totals.entries()) parameterGradients[i].values.set(sums);
    loss.values[0] = total * scale;
  },
};

/** What one pass over a slice works on: columns of `count` values. */
interface Pass extends CdfColumns {
  readonly conventions: Conventions;
  readonly values: Float32Array;
  readonly ranks: Int32Array;
  readonly gradient: Float32Array;
}

function createPass(count: number, conventions: Conventions, trained: number): Pass {
  const column = () => new Float64Array(count);
  return {
    conventions,
    values: new Float32Array(count),
    ranks: new Int32Array(count),
    gradient: new Float32Array(count),
    cdf: column(),
    factor: column(),
    inX: column(),
    partials: Array.from({ length: trained }, column),
  };
}

/** Σ (F̂ - F)² over a slice whose ranks are known; writes its gradient in x, and leaves (F - F̂) · factor in `cdf`. */
function sliceLoss(density: Density, pass: Pass, scale: number): number {
  const { values, inX, conventions } = pass;
  const bounds = conventions.clip.x;
  const xs = bounds ? values.map((value) => Math.min(Math.max(value, bounds[0]), bounds[1])) : values;
  writeCdfColumns(density, xs, pass);
  if (bounds) for (let i = 0; i < xs.length; i++) if (xs[i] !== values[i]) inX[i] = 0;
  return compareWithRanks(pass, 2 * scale);
}

/** Returns Σ (F - F̂)², writes the gradient in x, and puts (F - F̂) · factor in the place of F. */
function compareWithRanks({ conventions, ranks, cdf, factor, inX, gradient }: Pass, scale: number): number {
  const offset = empiricalCdf(conventions.ecdf, 0, ranks.length);
  const step = empiricalCdf(conventions.ecdf, 1, ranks.length) - offset;
  let total = 0;
  for (let i = 0; i < ranks.length; i++) {
    const difference = cdf[i] - (offset + step * ranks[i]);
    total += difference * difference;
    const weight = difference * factor[i];
    cdf[i] = weight;
    // An infinite slope moves nothing where F already is what it should be.
    gradient[i] = weight === 0 ? 0 : scale * weight * inX[i];
  }
  return total;
}

/** Σ (F - F̂) ∂F/∂θ over the slice. */
function product(weights: Float64Array, column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) if (weights[i] !== 0) sum += weights[i] * column[i];
  return sum;
}
