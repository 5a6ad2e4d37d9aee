import {
  abs,
  add,
  div,
  exp,
  less,
  log,
  mul,
  neg,
  sqrt,
  square,
  sub,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import type { TensorBase } from '../base.ts';
import { log1p } from '../ops/elementary.ts';
import { logSqrt2Pi } from './normal.ts';

/**
 * log(erfcx(t) / k) at k = 1 / (1 + t/2), t >= 0, as a polynomial in 2k - 1: our own Chebyshev fit, within 2.3e-7
 * in float32 for every t.
 */
const fit = [
  -0.6717940761, 0.6726422172, 0.04734310629, -0.04687488818, -0.009873768747, 0.008703812035, 0.001776564635,
  -0.002048734761, -0.0002079091205, 0.000333735894,
];

/** k and log(erfcx(t) / k) for t = |z| / √2 */
function scaledTail(z: Tensor): { k: Tensor; polynomial: Tensor | number } {
  const k = div(1, add(1, mul(0.5 * Math.SQRT1_2, abs(z))));
  const u = sub(mul(2, k), 1);
  return { k, polynomial: fit.reduceRight<Tensor | number>((sum, coefficient) => add(mul(sum, u), coefficient), 0) };
}

/** log Φ(-|z|): the smaller tail */
function logTail(z: Tensor): Tensor {
  return tidy(() => {
    const { k, polynomial } = scaledTail(z);
    return add(sub(add(log(k), polynomial), mul(0.5, square(z))), -Math.LN2);
  });
}

/** exp(z²/2) ∫_|z|^∞ exp(-u²/2) du: Mills' ratio, free of underflow */
function millsRatio(z: Tensor): Tensor {
  return tidy(() => {
    const { k, polynomial } = scaledTail(z);
    return mul(mul(Math.sqrt(Math.PI / 2), k), exp(polynomial));
  });
}

/** φ(z) / Φ(-z): where the tail is the larger one it is formed, else Mills' ratio serves. */
const hazard = (z: Tensor) =>
  tidy(() => {
    const ratio = millsRatio(z);
    const density = div(exp(mul(-0.5, square(z))), Math.sqrt(2 * Math.PI));
    return where(less(z, 0), div(density, sub(1, mul(density, ratio))), div(1, ratio));
  });

const cdf = (z: Tensor) =>
  tidy(() => {
    const tail = exp(logTail(z));
    return where(less(z, 0), tail, sub(1, tail));
  });

const logCdf = (z: Tensor) =>
  tidy(() => {
    const tail = logTail(z);
    return where(less(z, 0), tail, log1p(neg(exp(tail))));
  });

/** Horner's rule, highest power first. */
const horner = (x: Tensor, coefficients: number[]) =>
  coefficients.reduce<Tensor | number>((sum, coefficient) => add(mul(sum, x), coefficient), 0);

/** Φ⁻¹(p) by Wichura's rational approximations for single precision (algorithm AS 241, PPND7). */
function quantile(p: Tensor): Tensor {
  return tidy(() => {
    const q = sub(p, 0.5);
    const r = sub(0.180625, square(q));
    const centre = mul(
      q,
      div(
        horner(r, [59.10937472, 159.2911302, 50.434271938, 3.3871327179]),
        horner(r, [67.1875636, 78.757757664, 17.895169469, 1]),
      ),
    );
    const tail = sqrt(neg(log(where(less(q, 0), p, sub(1, p)))));
    const [near, far] = [sub(tail, 1.6), sub(tail, 5)];
    const nearValue = div(
      horner(near, [0.17023821103, 1.3067284816, 2.75681539, 1.4234372777]),
      horner(near, [0.12021132975, 0.7370016425, 1]),
    );
    const farValue = div(
      horner(far, [0.017337203997, 0.42868294337, 3.081226386, 6.657905115]),
      horner(far, [0.012258202635, 0.24197894225, 1]),
    );
    const outer = where(less(tail, 5), nearValue, where(less(tail, 1e6), farValue, tail));
    return where(less(abs(q), 0.425), centre, where(less(q, 0), neg(outer), outer));
  });
}

/** The standard normal distribution on tensors. */
export const normalTensors: TensorBase = {
  cdf,
  sf: (z) => tidy(() => cdf(neg(z))),
  logCdf,
  logSf: (z) => tidy(() => logCdf(neg(z))),
  reversedHazard: (z) => tidy(() => hazard(neg(z))),
  hazard,
  logPdf: (z) => tidy(() => sub(mul(-0.5, square(z)), logSqrt2Pi)),
  score: neg,
  quantile,
};
