import { logNormalCdf } from '@hyperprior/numerics';
import {
  add,
  div,
  exp,
  greater,
  less,
  log,
  logicalOr,
  mul,
  neg,
  square,
  sub,
  type Tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { log1mexp } from '../bases/exponential.ts';
import { normalTensors } from '../bases/normal-tensors.ts';
import { logPdfAtEnd } from '../change-of-variable.ts';
import { endGuard } from '../change-of-variable-tensors.ts';
import type { Density, Family, TensorDensity } from '../family.ts';
import { invert } from '../invert.ts';
import { invertTensors } from '../invert-tensors.ts';
import { makePrior } from '../make-prior.ts';
import { log1mexp as log1mexpOf } from '../ops/elementary.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { finite, positive } from '../rules.ts';

const logSqrt2Pi = 0.5 * Math.log(2 * Math.PI);
const logPhi = (z: number) => -0.5 * z * z - logSqrt2Pi;

/** log(Φ(upper) - Φ(lower)) without cancellation: differences are taken in the tail that is smaller. */
function logMass(lower: number, upper: number): number {
  if (!(lower < upper)) return Number.NEGATIVE_INFINITY;
  if (lower + upper > 0) return logMass(-upper, -lower);
  const top = logNormalCdf(upper);
  return top + log1mexp(top - logNormalCdf(lower));
}

/** The numbers core. */
function truncated(mean: number, std: number, low: number, high: number): Density {
  const [alpha, beta] = [(low - mean) / std, (high - mean) / std];
  const logTotal = logMass(alpha, beta);
  const atLow = Math.exp(logPhi(alpha) - logTotal) / std;
  const atHigh = Math.exp(logPhi(beta) - logTotal) / std;
  const ends = { support: [low, high], pdf: [atLow, atHigh] } as const;
  // ∂(log total)/∂θ for mean, std, low, high
  const logTotalPartials = [atLow - atHigh, weighted(alpha, atLow) - weighted(beta, atHigh), -atLow, atHigh] as const;
  const score = (x: number) => (x - mean) / std;

  function cdfValue(x: number, out: Float64Array): void {
    const z = Number.isNaN(x) ? x : Math.min(Math.max(score(x), alpha), beta);
    out[0] = Number.isNaN(z) ? z : Math.exp(logMass(alpha, z) - logTotal);
    out[1] = Number.isNaN(z) ? z : Math.exp(logMass(z, beta) - logTotal);
    out[2] = x < low || x > high ? 0 : Math.exp(logPhi(z) - logTotal) / std;
  }

  return {
    cdfValue,
    cdf(x, out) {
      cdfValue(x, out);
      const [F, density, z] = [out[0], out[2], score(x)];
      const inside = x > low && x < high;
      const shift = [atLow - density, weighted(alpha, atLow) - weighted(z, density), -atLow, 0];
      for (let k = 0; k < 4; k++) out[3 + k] = inside ? shift[k] - F * logTotalPartials[k] : 0;
    },
    logCdf(x, out) {
      const z = Math.min(Math.max(score(x), alpha), beta);
      out[0] = logMass(alpha, z) - logTotal;
      out[1] = logMass(z, beta) - logTotal;
    },
    logPdf(x, out) {
      if (!(x > low && x < high)) return logPdfAtEnd(x, ends, 4, out);
      const z = score(x);
      out[0] = logPhi(z) - logTotal - Math.log(std);
      out[1] = -z / std;
      out[2] = z / std - logTotalPartials[0];
      out[3] = (z * z - 1) / std - logTotalPartials[1];
      out[4] = -logTotalPartials[2];
      out[5] = -logTotalPartials[3];
    },
    quantile(p) {
      if (!(p >= 0 && p <= 1)) return Number.NaN;
      return invert({ cdfValue }, p, low, high);
    },
  };
}

/** z · density, with the limit 0 at an infinite z */
const weighted = (z: number, density: number) => (density === 0 ? 0 : z * density);

const family: Family = {
  name: 'truncated-normal',
  parameters: [finite('mean'), positive('std'), finite('low'), finite('high')],
  relation: { requirement: "'low' must be less than 'high'", holds: ([, , low, high]) => low < high },
  at: ([mean, std, low, high]) => truncated(mean, std, low, high),
  support: ([, , low, high]) => [low, high],
  tensors: ([mean, std, low, high]) => truncatedTensors(mean, std, low, high),
};

/** `logMass` on tensors. */
function logMassOf(lower: Tensor, upper: Tensor): Tensor {
  return tidy(() => {
    const reflect = greater(add(lower, upper), 0);
    const bottom = normalTensors.logCdf(where(reflect, neg(upper), lower));
    const top = normalTensors.logCdf(where(reflect, neg(lower), upper));
    return add(top, log1mexpOf(sub(top, bottom)));
  });
}

/** The tensor core. */
function truncatedTensors(mean: Tensor, std: Tensor, low: Tensor, high: Tensor): TensorDensity {
  const standard = (x: Tensor) => div(sub(x, mean), std);
  const [alpha, beta] = [standard(low), standard(high)];
  const logTotal = logMassOf(alpha, beta);
  const densityAt = (z: Tensor) => div(exp(sub(normalTensors.logPdf(z), logTotal)), std);
  const [atLow, atHigh] = [densityAt(alpha), densityAt(beta)];
  const logTotalPartials = [sub(atLow, atHigh), sub(mul(alpha, atLow), mul(beta, atHigh)), neg(atLow), atHigh];
  const guard = endGuard({ support: [low, high] });
  const logCdf = (x: Tensor) =>
    guard(x, (y) => sub(logMassOf(alpha, standard(y)), logTotal), Number.NEGATIVE_INFINITY, 0);
  const logSf = (x: Tensor) =>
    guard(x, (y) => sub(logMassOf(standard(y), beta), logTotal), 0, Number.NEGATIVE_INFINITY);
  const logPdf = (x: Tensor) =>
    tidy(() => {
      const value = sub(normalTensors.logPdf(standard(x)), add(logTotal, log(std)));
      return where(logicalOr(less(x, low), greater(x, high)), Number.NEGATIVE_INFINITY, value);
    });
  const shift = (x: Tensor, k: number): Tensor => {
    const density = exp(logPdf(x));
    if (k === 0) return sub(atLow, density);
    return k === 1 ? sub(mul(alpha, atLow), mul(standard(x), density)) : k === 2 ? neg(atLow) : zerosLike(x);
  };
  const cdf = (x: Tensor) => tidy(() => exp(logCdf(x)));
  const logPdfPartials = [
    (x: Tensor) => div(standard(x), std),
    (x: Tensor) => div(sub(square(standard(x)), 1), std),
    zerosLike,
    zerosLike,
  ];
  return {
    cdf,
    sf: (x) => tidy(() => exp(logSf(x))),
    logCdf,
    logSf,
    logPdf,
    cdfPartial: (x, k) => guard(x, (y) => sub(shift(y, k), mul(cdf(y), logTotalPartials[k])), 0, 0),
    score: (x) => guard(x, (y) => neg(div(standard(y), std)), 0, 0),
    logPdfPartial: (x, k) => guard(x, (y) => sub(logPdfPartials[k](y), logTotalPartials[k]), 0, 0),
    quantile: (p) => invertTensors({ cdf, sf: (x) => exp(logSf(x)) }, p, low, high),
    mean: () => tidy(() => add(mean, mul(square(std), sub(atLow, atHigh)))),
    variance: () =>
      tidy(() => {
        const lean = mul(std, sub(atLow, atHigh));
        const spread = mul(std, sub(mul(alpha, atLow), mul(beta, atHigh)));
        return mul(square(std), sub(add(1, spread), square(lean)));
      }),
  };
}

/**
 * The normal distribution with this mean and standard deviation, before truncation, kept to [low, high].
 * @param std greater than 0
 */
export const truncatedNormal = (mean: Parameter, std: Parameter, low: Parameter, high: Parameter): FamilyPrior =>
  makePrior(family, [mean, std, low, high]);
