import { runKernel } from '@hyperprior/backends/gradients';
import {
  backend_util,
  Conv3D,
  Conv3DBackpropFilterV2,
  type Conv3DBackpropFilterV2Attrs,
  getBackend,
  slice,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { padded } from './windows.ts';

/** The gradient of conv3d by its filter. The kernel of wasm is silently wrong unless all strides are 1. */
export function conv3dFilterGradient(x: Tensor, dy: Tensor, attributes: Conv3DBackpropFilterV2Attrs): Tensor {
  const isStrided = [attributes.strides].flat().some((stride) => stride !== 1);
  if (getBackend() === 'wasm' && isStrided) return byConvolution(x, dy, attributes);
  return runKernel(Conv3DBackpropFilterV2, { x, dy }, attributes);
}

/** `dw[k] = Σ x[p s + k] dy[p]`: x convolved with dy, which is dilated by the strides; channels take the batch's place. */
function byConvolution(x: Tensor, dy: Tensor, { strides, pad, filterShape }: Conv3DBackpropFilterV2Attrs): Tensor {
  const [batch, depth, height, width, channels] = x.shape;
  const of = backend_util.computeConv3DInfo([batch, depth, height, width, channels], filterShape, strides, 1, pad);
  const axes = [
    { before: of.padInfo.front, stride: of.strideDepth, size: of.filterDepth, dilation: 1, count: of.outDepth },
    { before: of.padInfo.top, stride: of.strideHeight, size: of.filterHeight, dilation: 1, count: of.outHeight },
    { before: of.padInfo.left, stride: of.strideWidth, size: of.filterWidth, dilation: 1, count: of.outWidth },
  ];
  const all = runKernel(
    Conv3D,
    { x: transpose(padded(x, axes), [4, 1, 2, 3, 0]), filter: transpose(dy, [1, 2, 3, 0, 4]) },
    { strides: 1, pad: 'valid', dataFormat: 'NDHWC', dilations: axes.map(({ stride }) => stride) },
  );
  const [kernelDepth, kernelHeight, kernelWidth, from, to] = filterShape;
  const wanted = slice(all, [0, 0, 0, 0, 0], [from, kernelDepth, kernelHeight, kernelWidth, to]);
  return transpose(wanted, [1, 2, 3, 0, 4]);
}
