import { gradientOf } from '@hyperprior/backends/gradients';
import {
  type GradConfig,
  reshape,
  reverse,
  StridedSlice,
  type StridedSliceAttrs,
  slice_util,
  type Tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import { spaced } from './spaced.ts';

/** Puts each value back where it was taken from, axis by axis. */
function stridedSliceGradient(dy: Tensor, x: Tensor, attributes: StridedSliceAttrs): Tensor {
  if (dy.size === 0) return zeros(x.shape);
  const { beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const { begin, end, strides } = slice_util.sliceInfo(
    x.shape,
    attributes.begin,
    attributes.end,
    attributes.strides,
    beginMask,
    endMask,
    ellipsisMask,
    newAxisMask,
    shrinkAxisMask,
  );
  const taken = slice_util.computeOutShape(begin, end, strides);
  return taken.reduce(
    (values, count, axis) => {
      const step = Math.abs(strides[axis]);
      const isForward = strides[axis] > 0;
      const start = isForward ? begin[axis] : begin[axis] - (count - 1) * step;
      return spaced(isForward ? values : reverse(values, axis), axis, { start, step, length: x.shape[axis] });
    },
    reshape(dy, taken),
  );
}

/** The gradient of taking every so manieth value. */
export const stridedSliceGradients: readonly GradConfig[] = [
  gradientOf<StridedSliceAttrs>(StridedSlice, { inputs: ['x'] }, (dy, [x], attributes) => ({
    x: () => stridedSliceGradient(dy, x, attributes),
  })),
];
