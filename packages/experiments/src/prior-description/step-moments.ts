import type { Moments } from '@hyperprior/priors';
import type { Part } from './prior-grid.ts';

/** Probability beyond the values that are visited, on each side. */
const beyond = 1e-15;
/** Most values that are visited one by one; of more, neighbours are taken together. */
const most = 1000;

/** A value of a discrete distribution, or some neighbours. */
interface Step {
  /** Probability of the values, and their middle. */
  readonly share: number;
  readonly middle: number;
  /** Number of values taken together. */
  readonly stride: number;
}

/** Visits the whole numbers of a discrete distribution in rising order, without those that hardly ever come. */
function stepsOf({ density, support: [low, high] }: Part): Step[] {
  const out = new Float64Array(3);
  const steps: Step[] = [];
  const first = density.quantile(beyond);
  const stride = Math.max(1, Math.ceil((Math.min(high, density.quantile(1 - beyond)) - first) / most));
  // A short way from the end of the support is worth going.
  let value = first - low < most ? low : first;
  for (let before = 0; ; ) {
    density.cdfValue(value, out);
    const [cdf, above, mass] = out;
    steps.push({ share: stride === 1 ? mass : cdf - before, middle: value - (stride - 1) / 2, stride });
    if (above <= beyond || value >= high) return steps;
    before = cdf;
    value += stride;
  }
}

/** Mean and variance of a discrete distribution, in two passes over its values, with Sheppard's correction where some are taken together. */
export function stepMoments(part: Part): Moments {
  const steps = stepsOf(part);
  const mean = steps.reduce((sum, { share, middle }) => sum + share * middle, 0);
  const variance = steps.reduce((sum, { share, middle }) => sum + share * (middle - mean) ** 2, 0);
  return { mean, variance: variance - (steps[0].stride ** 2 - 1) / 12 };
}
