import type { HostKernel, HostTensor } from '@hyperprior/backends/kernels';
import { createSorter, type Sorter } from '@hyperprior/numerics';
import { type Density, densities, type Family } from '@hyperprior/priors';
import { indexIn, type Layout } from './layout.ts';
import { type Conventions, empiricalCdf } from './options.ts';

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
    const { layout, constants, gradients } = attributes;
    const sorter = sorterFor(layout.count);
    const densityOf = densities(parameters, [layout.slices], attributes);
    const tensorsAt = constants.flatMap((value, k) => (value === null ? [k] : []));
    const scale = 1 / (layout.slices * layout.count);
    for (const output of parameterGradients) output.values.fill(0);
    let total = 0;
    for (let slice = 0; slice < layout.slices; slice++) {
      const sums = new Float64Array(constants.length);
      total += sliceLoss(x, slice, densityOf(slice), sorter, attributes, gradients ? gradient : null, sums);
      for (let i = 0; i < parameterGradients.length; i++) {
        const { values } = parameterGradients[i];
        values[values.length === 1 ? 0 : slice] += sums[tensorsAt[i]] * scale;
      }
    }
    loss.values[0] = total * scale;
  },
};

const out = new Float64Array(64);
let sample = new Float32Array(0);
let ranks = new Int32Array(0);
let sorter: Sorter | null = null;
let sorterLength = 0;

/** Workspaces are kept between calls: a training step allocates nothing here. */
function sorterFor(count: number): Sorter {
  if (!sorter || sorterLength < count) {
    sorter = createSorter(count);
    sorterLength = count;
    sample = new Float32Array(count);
    ranks = new Int32Array(count);
  }
  return sorter;
}

/** Σ (F̂ - F)² over a slice; writes the gradient in x and adds up Σ 2 (F - F̂) ∂F/∂θ into `sums`. */
function sliceLoss(
  x: HostTensor,
  slice: number,
  density: Density,
  sorter: Sorter,
  { layout, conventions, constants }: FusedLossAttributes,
  gradient: HostTensor | null,
  sums: Float64Array,
): number {
  const { count } = layout;
  const values = sample.subarray(0, count);
  for (let i = 0; i < count; i++) values[i] = x.values[indexIn(layout, slice, i)];
  sorter.ranks(values, ranks, conventions.ties);
  const trained = gradient !== null && constants.includes(null);
  const [low, high] = conventions.clip.x ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const [floor, ceiling] = conventions.clip.pdf ?? [0, Number.POSITIVE_INFINITY];
  const scale = 2 / (layout.slices * count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    const clipped = Math.min(Math.max(value, low), high);
    if (trained) density.cdf(clipped, out);
    else density.cdfValue(clipped, out);
    const difference = out[0] - empiricalCdf(conventions.ecdf, ranks[i], count);
    total += difference * difference;
    if (!gradient) continue;
    const pdf = Math.min(Math.max(out[2], floor), ceiling);
    gradient.values[indexIn(layout, slice, i)] = clipped === value ? scale * difference * pdf : 0;
    if (trained) for (let k = 0; k < sums.length; k++) sums[k] += 2 * difference * out[3 + k];
  }
  return total;
}
