import type { Prior } from '@hyperprior/priors';
import {
  add,
  clipByValue,
  clone,
  customGrad,
  mean,
  mul,
  neg,
  reshape,
  type Scalar,
  square,
  sub,
  type Tensor,
  transpose,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { layoutOf } from './layout.ts';
import { type Conventions, empiricalCdf } from './options.ts';
import { rank } from './rank.ts';

/**
 * Computes the loss with the prior's own operations: any prior, any distance, any backend. Slices lie along the last
 * axis, so that parameters of shape [slices] broadcast against x.
 */
export function composedLoss(x: Tensor, prior: Prior, conventions: Conventions): Scalar {
  const { slices, count } = layoutOf(x.shape, conventions.axis);
  const columns = slicesLast(x, conventions.axis, slices, count);
  const ranks = transpose(rank(transpose(columns), conventions.ties));
  const loss = mean(terms[conventions.distance](columns, prior, ranks, count, conventions));
  return ofWholeBatch(reshape(loss, []));
}

/**
 * Returns the loss as one operation of the whole batch, like the fused kernel's. Ranks couple the samples although no
 * gradient passes through them, so an instrument must not take the terms of the mean for the samples' own losses.
 */
function ofWholeBatch(loss: Scalar): Scalar {
  return customGrad(() => ({ value: clone(loss), gradFunc: (dy: Tensor) => clone(dy) }))(loss) as Scalar;
}

/** x as [count, slices] */
function slicesLast(x: Tensor, axis: number | null, slices: number, count: number): Tensor {
  if (axis === null) return reshape(x, [count, 1]);
  const others = x.shape.flatMap((_, i) => (i === axis ? [] : [i]));
  return reshape(transpose(x, [...others, axis]), [count, slices]);
}

type Terms = (x: Tensor, prior: Prior, ranks: Tensor, count: number, conventions: Conventions) => Tensor;

/** Terms that each distance averages over the values. */
const terms: Record<Conventions['distance'], Terms> = {
  'cramer-von-mises': (x, prior, ranks, count, { ecdf, clip }) => {
    const offset = empiricalCdf(ecdf, 0, count);
    const slope = empiricalCdf(ecdf, 1, count) - offset;
    const inside = clip.x ? clipByValue(x, clip.x[0], clip.x[1]) : x;
    const cdf = clip.pdf ? cdfWithClippedSlope(inside, prior, clip.pdf) : prior.cdf(inside);
    return square(sub(add(mul(ranks, slope), offset), cdf));
  },
  // -1 - Σ [(2i - 1) log F + (2N - 2i + 1) log(1 - F)] / N², as a mean
  'anderson-darling': (x, prior, ranks, count) => {
    const weight = mul(sub(mul(2, ranks), 1), 1 / count);
    const logs = add(mul(weight, prior.logCdf(x)), mul(sub(2, weight), prior.logSf(x)));
    return sub(neg(logs), 1);
  },
  'wasserstein-2': (x, prior, ranks, count) => square(sub(x, prior.quantile(mul(sub(ranks, 0.5), 1 / count)))),
};

/** F(x; θ) whose derivative in x is bounded; that in θ is not. */
function cdfWithClippedSlope(x: Tensor, prior: Prior, [floor, ceiling]: readonly [number, number]): Tensor {
  const value = prior.cdf(withSlope(x, (at) => clone(at), zerosLike));
  return add(
    value,
    withSlope(x, zerosLike, (dy, at) => mul(dy, clipByValue(prior.pdf(at), floor, ceiling))),
  );
}

/** A value with a gradient of its own. */
function withSlope(x: Tensor, value: (at: Tensor) => Tensor, gradient: (dy: Tensor, at: Tensor) => Tensor): Tensor {
  return customGrad((...args) => {
    const save = args[1];
    if (typeof save === 'function') save([x]);
    return { value: value(x), gradFunc: (dy, [saved]) => gradient(dy, saved) };
  })(x);
}
