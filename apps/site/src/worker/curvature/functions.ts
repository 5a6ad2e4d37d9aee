import {
  add,
  mul,
  neg,
  sigmoid,
  softmax,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  tensor1d,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { LandscapeName } from '../../form/landscapes.ts';

/** A function of two variables, on scalars and element by element on vectors. */
export type PlaneFunction = (x: Tensor, y: Tensor) => Tensor;

/** The functions that `form/landscapes.ts` describes. */
export const planeFunctions: Readonly<Record<LandscapeName, PlaneFunction>> = {
  bump: (x, y) => add(mul(3, sigmoid(hill(x, y))), share(x, y)),
  valley: (x, y) => mul(0.25, add(square(sub(1, x)), mul(5, square(sub(y, square(x)))))),
  saddle: (x, y) => mul(0.5, add(square(x), sub(mul(x, y), square(y)))),
};

/** 1 − 2x² − y² */
const hill: PlaneFunction = (x, y) => add(1, neg(add(mul(2, square(x)), square(y))));

/** The first of softmax(2x, 2y, 0) */
function share(x: Tensor, y: Tensor): Tensor {
  const shares = softmax(stack([mul(2, x), mul(2, y), zerosLike(x)], x.rank));
  return sum(mul(shares, tensor1d([1, 0, 0])), -1);
}
