import { abs, clipByValue, div, max, mul, sqrt, square, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** Sizes beyond these are not divided by: a GPU has no reciprocal of them. */
const [least, most] = [1e-37, 1e38];

/**
 * √ Σ x² over an axis, or over all values. Everything is divided by the largest size first, so that no square overflows
 * or vanishes while the root can be represented.
 */
export const rootSumOfSquares = <T extends Tensor>(x: Tensor, axis?: number): T =>
  tidy(() => {
    const scale = clipByValue(max(abs(x), axis), least, most);
    return mul<T>(sqrt(sum(square(div(x, scale)), axis)), scale);
  });
