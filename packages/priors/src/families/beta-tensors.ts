import {
  add,
  div,
  equal,
  expandDims,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  logicalOr,
  mul,
  neg,
  squeeze,
  sub,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import type { TensorDensity } from '../family.ts';
import { logOnePlus } from './beta-elementary-tensors.ts';
import { type BetaQuantity, hasBetaKernel, runBetaKernel } from './beta-kernel.ts';
import { type BetaPoint, betaPoint, deviationFromMean, mirrored } from './beta-point-tensors.ts';
import { betaQuantile } from './beta-quantile-tensors.ts';
import { betaTails } from './beta-tails-tensors.ts';
import { betaTerm } from './beta-term-tensors.ts';

/** A quantity inside (0, 1), from tensors that have one axis of length 1 more at the end. */
type Inside = (point: BetaPoint) => Tensor;

const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;

/**
 * The Beta(a, b) distribution in float32, of TF.js operations, without a loop over elements. Where the GPU's
 * kernel is registered (`registerWebGlKernels`, `registerWebGpuKernels`), each quantity is one operation.
 *
 * The derivatives at and beyond the ends are 0, as the distribution does not change there. Parameters that are not
 * greater than 0 give NaN inside (0, 1).
 */
export function betaTensors(a: Tensor, b: Tensor): TensorDensity {
  const within = (x: Tensor, inside: Inside, below: number, above: number) =>
    evaluateInside(valid(a), valid(b), x, inside, below, above);
  /** The kernel where there is one, the plain operations elsewhere. */
  const either = (quantity: BetaQuantity, x: Tensor, plain: () => Tensor): Tensor =>
    tidy(() => (hasBetaKernel() ? runBetaKernel(quantity, x, a, b) : plain()));
  return {
    cdf: (x) => either('cdf', x, () => within(x, (point) => betaTails(point).lower, 0, 1)),
    sf: (x) => either('sf', x, () => within(x, (point) => betaTails(point).upper, 1, 0)),
    logCdf: (x) => either('logCdf', x, () => within(x, (point) => betaTails(point).logLower, NEGATIVE_INFINITY, 0)),
    logSf: (x) => either('logSf', x, () => within(x, (point) => betaTails(point).logUpper, 0, NEGATIVE_INFINITY)),
    logPdf: (x) =>
      either('logPdf', x, () => atEnds(x, a, b, within(x, logDensity, NEGATIVE_INFINITY, NEGATIVE_INFINITY))),
    quantile: (p) => either('quantile', p, () => quantile(valid(a), valid(b), p)),
    cdfPartial: (x, k) =>
      either(k === 0 ? 'aPartial' : 'bPartial', x, () =>
        within(x, (point) => betaTails(point).partials()[k === 0 ? 0 : 1], 0, 0),
      ),
    score: (x) => either('xScore', x, () => within(x, xScore, 0, 0)),
    logPdfPartial: (x, k) =>
      either(k === 0 ? 'aScore' : 'bScore', x, () => within(x, (point) => parameterScore(point, k), 0, 0)),
    mean: () => tidy(() => div(a, add(a, b))),
    variance: () =>
      tidy(() => {
        const n = add(a, b);
        return div(mul(div(a, n), div(b, n)), add(n, 1));
      }),
  };
}

/** A parameter that is not positive becomes NaN, and everything computed from it. */
const valid = (parameter: Tensor): Tensor => where(greater(parameter, 0), parameter, Number.NaN);

/** Evaluates on an extra last axis, with constants at and beyond the ends. */
function evaluateInside(a: Tensor, b: Tensor, x: Tensor, inside: Inside, below: number, above: number): Tensor {
  const [isLow, isHigh] = [lessEqual(x, 0), greaterEqual(x, 1)];
  const safe = where(logicalOr(isLow, isHigh), 0.5, x);
  const value = squeeze(inside(betaPoint(expandDims(a, -1), expandDims(b, -1), expandDims(safe, -1))), [-1]);
  return where(isLow, below, where(isHigh, above, value));
}

const logDensity: Inside = (point) => sub(betaTerm(point).log, add(log(point.x), logOnePlus(neg(point.x)).log));

/** d log f / dx = (a - 1) / x - (b - 1) / y over one denominator; the numerator keeps the digits that cancel at the mode. */
const xScore: Inside = ({ a, b, x, y, isMirrored }) => {
  const slope = div(deviationFromMean(sub(a, 1), sub(b, 1), x, y), mul(x, y));
  return where(isMirrored, slope, neg(slope));
};

const parameterScore = (point: BetaPoint, k: number): Tensor =>
  mirrored(point.isMirrored, betaTerm(point).scores())[k === 0 ? 0 : 1];

/** The limits of log f at 0 and 1. */
function atEnds(x: Tensor, a: Tensor, b: Tensor, value: Tensor): Tensor {
  const limit = (own: Tensor, other: Tensor) =>
    where(less(own, 1), POSITIVE_INFINITY, where(greater(own, 1), NEGATIVE_INFINITY, log(other)));
  return where(equal(x, 0), limit(a, b), where(equal(x, 1), limit(b, a), value));
}

/** Probabilities 0 and 1 give the ends, others than these NaN. */
function quantile(a: Tensor, b: Tensor, p: Tensor): Tensor {
  const [isLow, isHigh] = [lessEqual(p, 0), greaterEqual(p, 1)];
  const safe = where(logicalOr(isLow, isHigh), 0.5, p);
  const value = squeeze(betaQuantile(expandDims(a, -1), expandDims(b, -1), expandDims(safe, -1)), [-1]);
  const inside = where(isLow, 0, where(isHigh, 1, value));
  return where(logicalOr(less(p, 0), greater(p, 1)), Number.NaN, inside);
}
