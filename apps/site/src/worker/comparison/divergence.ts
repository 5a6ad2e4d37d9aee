import type { Density, FamilyPrior } from '@hyperprior/priors';
import {
  add,
  div,
  exp,
  expandDims,
  log,
  maximum,
  mean,
  moments,
  mul,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  tensor1d,
} from '@tensorflow/tfjs-core';
import type { Divergence } from './frame.ts';

type Loss = (x: Tensor) => Scalar;

/** The loss of a batch x of shape [N] on (0, 1), by the definitions beside `Divergence`. */
export function divergenceLoss(divergence: Divergence, prior: FamilyPrior): Loss {
  if (divergence === 'gaussian') return gaussian(prior);
  const masses = massesOf(prior.family.at(prior.parameters.map(Number)));
  return divergence === 'kernel' ? kernel(masses) : jensenShannon(masses);
}

/** ½ (v/σ² + (m - μ)²/σ² - 1 - ln(v/σ²)) */
const gaussian =
  (prior: FamilyPrior): Loss =>
  (x) => {
    const batch = moments(x);
    const variance = prior.variance();
    const ratio = div(batch.variance, variance);
    const shift = div(square(sub(batch.mean, prior.mean())), variance);
    return mean(mul(0.5, sub(sub(add(ratio, shift), 1), log(ratio))));
  };

const cells = 64;
const width = 0.05;
/** Keeps the logarithm finite where no point is near. */
const least = 1e-8;

/** Σ p ln p, with 0 ln 0 = 0 */
const negativeEntropy = (masses: readonly number[]): number =>
  masses.reduce((total, p) => total + (p > 0 ? p * Math.log(p) : 0), 0);

/** Σ p_k ln(p_k / q_k) */
function kernel(masses: readonly number[]): Loss {
  const constant = negativeEntropy(masses);
  return (x) => sub(constant, sum(mul(tensor1d([...masses]), log(add(batchMasses(x), least)))));
}

/** ½ Σ p ln p + ½ Σ q ln q - Σ m ln m, with m = (p + q) / 2 */
function jensenShannon(masses: readonly number[]): Loss {
  const constant = negativeEntropy(masses) / 2;
  return (x) => {
    const q = batchMasses(x);
    const m = mul(0.5, add(tensor1d([...masses]), q));
    return add(constant, sub(mul(0.5, sum(mul(q, logOf(q)))), sum(mul(m, logOf(m)))));
  };
}

/** ln q; at q = 0 a number, whose product with q is 0. */
const logOf = (q: Tensor): Tensor => log(maximum(q, 1e-30));

/** Share of the batch's smoothed mass in each cell. */
function batchMasses(x: Tensor): Tensor {
  const centres = Array.from({ length: cells }, (_, k) => (k + 0.5) / cells);
  const distance = div(sub(expandDims(x, 1), tensor1d(centres)), width);
  const weights = sum(exp(mul(-0.5, square(distance))), 0);
  return div(weights, sum(weights));
}

/** Share of the prior's mass on [0, 1] in each cell. */
function massesOf(density: Density): number[] {
  const out = new Float64Array(3);
  const cdf = Array.from({ length: cells + 1 }, (_, k) => {
    density.cdfValue(k / cells, out);
    return out[0];
  });
  return cdf.slice(1).map((value, k) => (value - cdf[k]) / (cdf[cells] - cdf[0]));
}
