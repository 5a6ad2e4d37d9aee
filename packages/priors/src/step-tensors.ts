import {
  add,
  div,
  equal,
  exp,
  floor,
  greaterEqual,
  less,
  maximum,
  minimum,
  mul,
  neg,
  sub,
  type Tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { TensorDensity } from './family.ts';

/** A distribution on 0, 1, ..., last by functions of whole numbers, as tensors. */
export interface TensorLattice {
  /** The greatest value, or null if there is none. */
  readonly last: Tensor | null;
  /** An upper bound of every quantile below 1. */
  readonly reach: Tensor;
  /** Tails and their logarithms at 0 <= k < last. */
  cdf(k: Tensor): Tensor;
  sf(k: Tensor): Tensor;
  logCdf(k: Tensor): Tensor;
  logSf(k: Tensor): Tensor;
  /** log P(X = k) for 0 <= k <= last. */
  logMass(k: Tensor): Tensor;
  /** ∂F/∂θ_i as a multiple of P(X = k), and ∂log P(X = k)/∂θ_i. */
  slope(k: Tensor, i: number): Tensor;
  score(k: Tensor, i: number): Tensor;
  mean(): Tensor;
  variance(): Tensor;
}

const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;

/** Whole numbers up to this are exact in float32. */
const exact = 2 ** 24;

/** The tensor core of a distribution on whole numbers, with the partial derivatives of the logarithms of both tails. */
export function latticeTensors(
  lattice: TensorLattice,
): TensorDensity & Required<Pick<TensorDensity, 'logCdfPartial' | 'logSfPartial'>> {
  const { last, reach, logMass, slope, score, mean, variance } = lattice;
  const clipped = (k: Tensor, isTail: boolean) => {
    const top = last ? maximum(isTail ? sub(last, 1) : last, 0) : exact;
    return minimum(maximum(k, 0), top);
  };
  /** A function of whole numbers below the last, with a constant below 0 and from the last value on. */
  const tail = (at: (k: Tensor) => Tensor, below: number, above: number) => (x: Tensor) =>
    tidy(() => {
      const k = floor(x);
      const inside = where(less(k, 0), below, at(clipped(k, true)));
      return where(greaterEqual(k, last ?? POSITIVE_INFINITY), above, inside);
    });
  /** A function of the values, with a constant elsewhere. */
  const atValues = (at: (k: Tensor) => Tensor, elsewhere: number) => (x: Tensor) =>
    tidy(() => {
      const k = clipped(floor(x), false);
      return where(equal(k, x), at(k), elsewhere);
    });
  const cdf = tail(lattice.cdf, 0, 1);
  const logCdf = tail(lattice.logCdf, NEGATIVE_INFINITY, 0);
  const logSf = tail(lattice.logSf, 0, NEGATIVE_INFINITY);
  /** ∂F/∂θ_i over a tail, 0 where the distribution does not change. */
  const partial = (x: Tensor, i: number, logTail?: (k: Tensor) => Tensor) =>
    tail((k) => mul(slope(k, i), exp(logTail ? sub(logMass(k), logTail(k)) : logMass(k))), 0, 0)(x);
  return {
    isStep: true,
    cdf,
    sf: tail(lattice.sf, 1, 0),
    logCdf,
    logSf,
    logPdf: atValues(logMass, NEGATIVE_INFINITY),
    quantile: (p) => tidy(() => leastWith(p, cdf, reach, last)),
    cdfPartial: (x, i) => partial(x, i),
    logCdfPartial: (x, i) => partial(x, i, lattice.logCdf),
    logSfPartial: (x, i) => tidy(() => neg(partial(x, i, lattice.logSf))),
    score: zerosLike,
    logPdfPartial: (x, i) => atValues((k) => score(k, i), 0)(x),
    mean,
    variance,
  };
}

/** The least whole number with F >= p, by bisection. */
function leastWith(p: Tensor, cdf: (x: Tensor) => Tensor, reach: Tensor, last: Tensor | null): Tensor {
  let below = sub(mul(add(p, reach), 0), 1);
  let above = add(mul(p, 0), floor(reach));
  for (let i = 0; i < 25; i++)
    [below, above] = tidy(() => {
      const between = floor(div(add(below, above), 2));
      // Once the two are neighbours, the one between is the one below, and nothing moves.
      const reaches = greaterEqual(cdf(between), p);
      return [where(reaches, below, between), where(reaches, maximum(between, 0), above)];
    });
  return where(greaterEqual(p, 1), last ?? POSITIVE_INFINITY, above);
}
