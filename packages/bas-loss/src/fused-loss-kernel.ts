import type { HostKernel } from '@hyperprior/backends/kernels';
import { type CdfBatch, cdfBatches, densities, type Family, tensorsAt } from '@hyperprior/priors';
import { keptOrders } from './kept-orders.ts';
import { gather, type Layout, scatter } from './layout.ts';
import { type Conventions, type EmpiricalCdf, empiricalCdf } from './options.ts';
import { sorterFor } from './sorter-for.ts';

/** Attributes of the kernel. Its inputs are x and the tensor parameters, in order. */
export interface FusedLossAttributes {
  readonly family: Family;
  /** Each parameter's value, or null if it is a tensor. */
  readonly constants: readonly (number | null)[];
  readonly layout: Layout;
  readonly conventions: Conventions;
  /** Whether to return the gradients with respect to x and the tensor parameters after the loss. */
  readonly gradients: boolean;
}

/**
 * The Cramér-von Mises loss of Batch-Shaping and its gradients in one pass over each slice: rank, cdf, difference.
 * It works in float64 and rounds once.
 */
export const fusedLossKernel: HostKernel<FusedLossAttributes> = {
  name: 'HyperpriorBatchShaping',

  outputs: (inputs, { gradients }) => [{ shape: [] }, ...(gradients ? inputs : [])],

  compute([x, ...parameters], [loss, gradient, ...parameterGradients], { layout, conventions, ...prior }) {
    const { slices, count } = layout;
    const { constants } = prior;
    const densityOf = densities(parameters, [slices], prior);
    const batchOf = cdfBatches(count, parameterGradients.length > 0 ? constants.length : 0);
    const pass = createPass(count, constants.length);
    const totals = parameterGradients.map(({ values }) => new Float64Array(values.length));
    const places = tensorsAt(constants);
    const orders = keptOrders(slices, count);
    const sorter = sorterFor(count);
    const scale = 1 / (slices * count);
    let total = 0;
    for (let slice = 0; slice < slices; slice++) {
      const batch = batchOf(densityOf(slice));
      gather(x.values, layout, slice, pass.values);
      sorter.ranks(pass.values, pass.ranks, conventions.ties, orders?.[slice]);
      total += scale * sliceLoss(batch, pass, conventions, 2 * scale);
      if (gradient) scatter(pass.gradient, layout, slice, gradient.values);
      totals.forEach((sums, i) => {
        sums[slice % sums.length] += pass.sums[places[i]];
      });
    }
    totals.forEach((sums, i) => {
      parameterGradients[i].values.set(sums);
    });
    loss.values[0] = total;
  },
};

type Pass = ReturnType<typeof createPass>;

/** Working arrays of one pass over a slice. */
const createPass = (count: number, parameters: number) => ({
  values: new Float32Array(count),
  ranks: new Int32Array(count),
  cdf: new Float64Array(count),
  factor: new Float64Array(count),
  gradient: new Float32Array(count),
  /** Gradients with respect to the parameters. */
  sums: new Float64Array(parameters),
});

/** Σ (F̂ - F)² over a slice whose ranks are known; writes the gradients of `scale` / 2 times it. */
function sliceLoss(batch: CdfBatch, pass: Pass, { clip, ecdf }: Conventions, scale: number): number {
  const { values, cdf, gradient } = pass;
  const bounds = clip.x;
  const xs = bounds ? values.map((value) => Math.min(Math.max(value, bounds[0]), bounds[1])) : values;
  batch.write(xs, cdf, pass.factor);
  const total = compareWithRanks(pass, ecdf, scale);
  batch.pullBack(xs, cdf, gradient, pass.sums);
  // The gradient of a clipped value is 0; that of NaN stays NaN.
  if (bounds) for (let i = 0; i < xs.length; i++) if (values[i] < bounds[0] || values[i] > bounds[1]) gradient[i] = 0;
  return total;
}

/** Returns Σ (F - F̂)², and overwrites F with scale · (F - F̂) · factor. */
function compareWithRanks({ ranks, cdf, factor }: Pass, ecdf: EmpiricalCdf, scale: number): number {
  const offset = empiricalCdf(ecdf, 0, ranks.length);
  const step = empiricalCdf(ecdf, 1, ranks.length) - offset;
  let total = 0;
  for (let i = 0; i < ranks.length; i++) {
    const difference = cdf[i] - (offset + step * ranks[i]);
    total += difference * difference;
    cdf[i] = scale * difference * factor[i];
  }
  return total;
}
