import { reshape, sum, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** Sums a gradient over the axes along which a tensor of this shape was broadcast. */
export function reduceTo(gradient: Tensor, shape: readonly number[]): Tensor {
  return tidy(() => {
    const extra = gradient.rank - shape.length;
    const axes = gradient.shape.flatMap((length, axis) =>
      axis < extra || (shape[axis - extra] === 1 && length !== 1) ? [axis] : [],
    );
    return reshape(axes.length > 0 ? sum(gradient, axes) : gradient, [...shape]);
  });
}
