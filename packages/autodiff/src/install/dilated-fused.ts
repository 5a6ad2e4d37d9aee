import { unbroadcast } from '@hyperprior/backends/gradients';
import { type Conv2DAttrs, FusedConv2D, reshape, type Tensor, util } from '@tensorflow/tfjs-core';
import { conv2dGradient } from '../gradients/convolution.ts';
import { dilationsOf } from '../gradients/dilated-filter.ts';
import { type KernelCall, watchKernels } from '../tape/watch-kernels.ts';
import type { Stated } from './stated.ts';

/**
 * What `work` states, but for a dilated convolution with its bias in one kernel: TF.js states a gradient for it that
 * throws, so this is its gradient instead.
 */
export function withDilations<T extends Tensor>(work: () => Stated<T>): Stated<T> {
  let dilated: KernelCall | null = null;
  const stated = watchKernels((call) => {
    if (isDilated(call)) dilated = call;
  }, work);
  return dilated ? { ...stated, gradFunc: gradientOf(dilated) } : stated;
}

const isDilated = ({ name, attributes }: KernelCall) =>
  name === FusedConv2D &&
  attributes.dataFormat === 'NHWC' &&
  !util.arraysEqual(dilationsOf((attributes as unknown as Conv2DAttrs).dilations, 2), [1, 1]);

/** By x, the filter and, where there is one, the bias; of images that are one batch or, of rank 3, a single one. */
const gradientOf =
  ({ attributes }: KernelCall) =>
  (dy: Tensor, [filter, x, , bias]: Tensor[]): Tensor[] => {
    const ofBatch = dy.rank === 4 ? dy : reshape(dy, [1, ...dy.shape]);
    const by = conv2dGradient(ofBatch, [x, filter], attributes as unknown as Conv2DAttrs);
    return [by.x(), by.filter(), ...(bias ? [unbroadcast(ofBatch, bias.shape)] : [])];
  };
