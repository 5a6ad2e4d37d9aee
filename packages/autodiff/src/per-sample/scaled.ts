import {
  abs,
  clipByValue,
  div,
  max,
  mul,
  reshape,
  sqrt,
  square,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';

/** Bounds of a scale by which a GPU, which may flush subnormal numbers to zero, divides accurately. */
const [smallest, largest] = [2 ** -126, 2 ** 126];

/** Largest absolute value of each sample, with the other axes kept at length 1; never zero and never infinite. */
export function scalesOf(x: Tensor): Tensor {
  const axes = x.shape.flatMap((_, axis) => (axis === 0 ? [] : [axis]));
  return clipByValue(max(abs(x), axes, true), smallest, largest);
}

/** Euclidean norm of each row. The squares are of scaled values, so they overflow or underflow only if the norm does. */
export function rowNorms(x: Tensor2D): Tensor1D {
  const scales = scalesOf(x);
  return mul(reshape(scales, [-1]), sqrt(sum(square(div(x, scales)), 1)));
}

/** Factors with the same product, of which each sample's have one largest value: their squares are in the product's range. */
export function balanced(factors: { a: Tensor2D; d: Tensor2D }): { a: Tensor; d: Tensor } {
  const { a, d } = factors;
  const ratio = div(sqrt(scalesOf(d)), sqrt(scalesOf(a)));
  return { a: mul(a, ratio), d: div(d, ratio) };
}
