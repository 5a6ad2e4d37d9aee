import type { HostKernel } from '@hyperprior/backends/kernels';
import { type Density, densities, type Family } from '@hyperprior/priors';
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
    const pass = createPass(count, conventions, gradients, gradients && tensorsAt.length > 0 ? constants.length : 0);
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
      for (let i = 0; i < totals.length; i++)
        totals[i][totals[i].length === 1 ? 0 : slice] += 2 * scale * pass.sums[tensorsAt[i]];
    }
    for (let i = 0; i < totals.length; i++) parameterGradients[i].values.set(totals[i]);
    loss.values[0] = total * scale;
  },
};

/** What one pass over a slice works on. */
interface Pass {
  readonly conventions: Conventions;
  readonly gradients: boolean;
  readonly values: Float32Array;
  readonly ranks: Int32Array;
  readonly gradient: Float32Array;
  /** Σ (F - F̂) ∂F/∂θ_k over the slice; empty where no parameter is trained. */
  readonly sums: Float64Array;
  /** What a density writes. */
  readonly out: Float64Array;
}

function createPass(count: number, conventions: Conventions, gradients: boolean, trained: number): Pass {
  return {
    conventions,
    gradients,
    values: new Float32Array(count),
    ranks: new Int32Array(count),
    gradient: new Float32Array(count),
    sums: new Float64Array(trained),
    out: new Float64Array(3 + trained),
  };
}

/** Σ (F̂ - F)² over a slice whose ranks are known; writes its gradients in x, and in `sums` those in the parameters. */
function sliceLoss(density: Density, pass: Pass, scale: number): number {
  const { conventions, gradients, values, ranks, gradient, sums, out } = pass;
  const count = values.length;
  const [low, high] = conventions.clip.x ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [floor, ceiling] = conventions.clip.pdf ?? [0, Number.POSITIVE_INFINITY];
  const offset = empiricalCdf(conventions.ecdf, 0, count);
  const step = empiricalCdf(conventions.ecdf, 1, count) - offset;
  const trained = sums.length;
  const factor = 2 * scale;
  sums.fill(0);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    const isOutside = value < low || value > high;
    const clipped = Math.min(Math.max(value, low), high);
    if (trained > 0) density.cdf(clipped, out);
    else density.cdfValue(clipped, out);
    const difference = out[0] - (offset + step * ranks[i]);
    total += difference * difference;
    if (!gradients) continue;
    const pdf = Math.min(Math.max(out[2], floor), ceiling);
    // An infinite density moves nothing where F already is what it should be.
    gradient[i] = isOutside || difference === 0 ? 0 : factor * difference * pdf;
    for (let k = 0; k < trained; k++) sums[k] += difference * out[3 + k];
  }
  return total;
}
