import {
  add,
  equal,
  exp,
  greaterEqual,
  lessEqual,
  log,
  logicalOr,
  mul,
  neg,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import type { TensorBase } from './base.ts';
import type { TensorDensity } from './family.ts';

/** `Transform` on tensors; the parameters are already inside. */
export interface TensorTransform {
  z(x: Tensor): Tensor;
  logSlope(x: Tensor): Tensor;
  logSlopeSlope(x: Tensor): Tensor;
  partial(x: Tensor, k: number): Tensor;
  logSlopePartial(x: Tensor, k: number): Tensor;
  inverse(z: Tensor): Tensor;
  mean(): Tensor;
  variance(): Tensor;
}

/** Ends as tensors or numbers; an infinite end needs no care. */
export interface TensorEnds {
  readonly support: readonly [low: Tensor | number, high: Tensor | number];
  /** The limits of the density at the ends. */
  readonly pdf: readonly [low: Tensor | number, high: Tensor | number];
}

const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;

/** The plain twin of `changeOfVariable`, on tensors. */
export function changeOfVariableTensors(base: TensorBase, transform: TensorTransform, ends: TensorEnds): TensorDensity {
  const guard = endGuard(ends);
  /** `slope(z)` times the derivative of z in parameter k */
  const chained = (slope: (z: Tensor) => Tensor) => (x: Tensor, k: number) =>
    guard(x, (inner) => mul(slope(transform.z(inner)), transform.partial(inner, k)), 0, 0);
  const sloped = (of: (z: Tensor) => Tensor, inner: Tensor) =>
    mul(of(transform.z(inner)), exp(transform.logSlope(inner)));
  return {
    cdf: (x) => guard(x, (inner) => base.cdf(transform.z(inner)), 0, 1),
    sf: (x) => guard(x, (inner) => base.sf(transform.z(inner)), 1, 0),
    logCdf: (x) => guard(x, (inner) => base.logCdf(transform.z(inner)), NEGATIVE_INFINITY, 0),
    logSf: (x) => guard(x, (inner) => base.logSf(transform.z(inner)), 0, NEGATIVE_INFINITY),
    logPdf: (x) => atEnds(x, ends, (inner) => add(base.logPdf(transform.z(inner)), transform.logSlope(inner))),
    cdfPartial: chained((z) => base.pdf?.(z) ?? exp(base.logPdf(z))),
    logCdfPartial: chained(base.reversedHazard),
    logSfPartial: chained((z) => neg(base.hazard(z))),
    logCdfSlope: (x) => logCdfSlope(x, ends, (inner) => sloped(base.reversedHazard, inner)),
    logSfSlope: (x) => logSfSlope(x, ends, (inner) => neg(sloped(base.hazard, inner))),
    score: (x) =>
      guard(
        x,
        (inner) =>
          add(mul(base.score(transform.z(inner)), exp(transform.logSlope(inner))), transform.logSlopeSlope(inner)),
        0,
        0,
      ),
    logPdfPartial: (x, k) =>
      guard(
        x,
        (inner) =>
          add(mul(base.score(transform.z(inner)), transform.partial(inner, k)), transform.logSlopePartial(inner, k)),
        0,
        0,
      ),
    quantile: (p) => tidy(() => transform.inverse(base.quantile(p))),
    mean: () => transform.mean(),
    variance: () => transform.variance(),
  };
}

/** Evaluates inside the support only, with the given constants at and beyond its ends; NaN stays NaN. */
export function endGuard({ support: [low, high] }: Pick<TensorEnds, 'support'>) {
  return (x: Tensor, evaluate: (inner: Tensor) => Tensor, below: number, above: number): Tensor =>
    tidy(() => {
      if (low === NEGATIVE_INFINITY && high === POSITIVE_INFINITY) return evaluate(x);
      const [isLow, isHigh] = [lessEqual(x, low), greaterEqual(x, high)];
      const middle = typeof low === 'number' && typeof high === 'number' ? (low + high) / 2 : mul(0.5, add(low, high));
      const value = evaluate(where(logicalOr(isLow, isHigh), middle, x));
      return where(isLow, below, where(isHigh, above, value));
    });
}

/** The logarithm of a density: -Infinity beyond the ends, and exactly at them the limits. */
export function atEnds(x: Tensor, { support, pdf }: TensorEnds, evaluate: (inner: Tensor) => Tensor): Tensor {
  return tidy(() => {
    let result = endGuard({ support })(x, evaluate, NEGATIVE_INFINITY, NEGATIVE_INFINITY);
    for (const end of [0, 1] as const) {
      const position = support[end];
      if (typeof position === 'number' && !Number.isFinite(position)) continue;
      const limit = pdf[end];
      result = where(equal(x, position), typeof limit === 'number' ? Math.log(limit) : logLimit(limit), result);
    }
    return result;
  });
}

/** ∂log F/∂x: at the upper end, where F is 1, the limit of the density; 0 where F is 0, and beyond. */
const logCdfSlope = (x: Tensor, ends: TensorEnds, evaluate: (inner: Tensor) => Tensor): Tensor =>
  tidy(() => where(equal(x, ends.support[1]), ends.pdf[1], endGuard(ends)(x, evaluate, 0, 0)));

/** ∂log(1 - F)/∂x, likewise at the lower end. */
export const logSfSlope = (x: Tensor, ends: TensorEnds, evaluate: (inner: Tensor) => Tensor): Tensor =>
  tidy(() => where(equal(x, ends.support[0]), neg(ends.pdf[0]), endGuard(ends)(x, evaluate, 0, 0)));

/** log of a limit that may be 0 or infinite, where a GPU's log is only a large number. */
const logLimit = (limit: Tensor) =>
  where(equal(limit, 0), NEGATIVE_INFINITY, where(equal(limit, POSITIVE_INFINITY), POSITIVE_INFINITY, log(limit)));
