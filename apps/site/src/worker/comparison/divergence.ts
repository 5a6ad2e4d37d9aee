import type { Density, FamilyPrior } from '@hyperprior/priors';
import {
  add,
  div,
  exp,
  expandDims,
  log,
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
  return divergence === 'gaussian' ? gaussian(prior) : kernel(prior.family.at(prior.parameters.map(Number)));
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

/** Σ p_k ln(p_k / q_k) */
function kernel(density: Density): Loss {
  const masses = massesOf(density);
  const constant = masses.reduce((total, p) => total + (p > 0 ? p * Math.log(p) : 0), 0);
  const centres = Array.from(masses, (_, k) => (k + 0.5) / cells);
  return (x) => {
    const distance = div(sub(expandDims(x, 1), tensor1d(centres)), width);
    const weights = sum(exp(mul(-0.5, square(distance))), 0);
    const q = div(weights, sum(weights));
    return sub(constant, sum(mul(tensor1d(masses), log(add(q, least)))));
  };
}

/** What the prior holds of each cell, of what it holds of all. */
function massesOf(density: Density): number[] {
  const out = new Float64Array(3);
  const cdf = Array.from({ length: cells + 1 }, (_, k) => {
    density.cdfValue(k / cells, out);
    return out[0];
  });
  return cdf.slice(1).map((value, k) => (value - cdf[k]) / (cdf[cells] - cdf[0]));
}
