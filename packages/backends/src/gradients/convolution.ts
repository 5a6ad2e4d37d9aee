import {
  Conv2D,
  type Conv2DAttrs,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  type Conv2DBackpropInputAttrs,
  Conv3D,
  type Conv3DAttrs,
  Conv3DBackpropFilterV2,
  Conv3DBackpropInputV2,
  DepthwiseConv2dNative,
  type DepthwiseConv2dNativeAttrs,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  Dilation2D,
  type Dilation2DAttrs,
  Dilation2DBackpropFilter,
  Dilation2DBackpropInput,
  type GradConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { gradientOf } from './rule.ts';
import { runKernel } from './run-kernel.ts';

const inputAndFilter = { inputs: ['x', 'filter'] };

function requireUndilated(kernelName: string, dilations: number | number[] | null | undefined): void {
  if ([dilations ?? 1].flat().every((dilation) => dilation === 1)) return;
  throw new Error(
    `gradient of ${kernelName}: 'dilations' must be 1, since TensorFlow.js has no kernel for more, but got [${dilations}]; widen the filter with zeros instead`,
  );
}

function conv2dGradient(dy: Tensor, [x, filter]: Tensor[], attributes: Conv2DAttrs) {
  const { strides, pad, dataFormat, dilations, dimRoundingMode } = attributes;
  requireUndilated(Conv2D, dilations);
  const shared = { strides, pad, dataFormat, dimRoundingMode };
  return {
    x: () => runKernel(Conv2DBackpropInput, { dy, filter }, { ...shared, inputShape: x.shape }),
    filter: () => runKernel(Conv2DBackpropFilter, { x, dy }, { ...shared, filterShape: filter.shape }),
  };
}

function conv2dTransposeGradient(ddx: Tensor, [dy, filter]: Tensor[], attributes: Conv2DBackpropInputAttrs) {
  const { strides, pad, dataFormat, dimRoundingMode } = attributes;
  const shared = { strides, pad, dataFormat, dimRoundingMode };
  return {
    dy: () => runKernel(Conv2D, { x: ddx, filter }, { ...shared, dilations: 1 }),
    filter: () => runKernel(Conv2DBackpropFilter, { x: ddx, dy }, { ...shared, filterShape: filter.shape }),
  };
}

function conv3dGradient(dy: Tensor, [x, filter]: Tensor[], { strides, pad, dilations }: Conv3DAttrs) {
  requireUndilated(Conv3D, dilations);
  return {
    x: () => runKernel(Conv3DBackpropInputV2, { dy, filter }, { strides, pad, inputShape: x.shape }),
    filter: () => runKernel(Conv3DBackpropFilterV2, { x, dy }, { strides, pad, filterShape: filter.shape }),
  };
}

function depthwiseGradient(dy: Tensor, [x, filter]: Tensor[], attributes: DepthwiseConv2dNativeAttrs) {
  const { strides, pad, dilations, dimRoundingMode } = attributes;
  requireUndilated(DepthwiseConv2dNative, dilations);
  const shared = { strides, pad, dilations, dimRoundingMode };
  return {
    x: () => runKernel(DepthwiseConv2dNativeBackpropInput, { dy, filter }, { ...shared, inputShape: x.shape }),
    filter: () => runKernel(DepthwiseConv2dNativeBackpropFilter, { x, dy }, { ...shared, filterShape: filter.shape }),
  };
}

/** The gradients of convolutions and of the grey-scale dilation. */
export const convolutionGradients: readonly GradConfig[] = [
  gradientOf<Conv2DAttrs>(Conv2D, inputAndFilter, conv2dGradient),
  gradientOf<Conv2DBackpropInputAttrs>(Conv2DBackpropInput, { inputs: ['dy', 'filter'] }, conv2dTransposeGradient),
  gradientOf<Conv3DAttrs>(Conv3D, inputAndFilter, conv3dGradient),
  gradientOf<DepthwiseConv2dNativeAttrs>(DepthwiseConv2dNative, inputAndFilter, depthwiseGradient),
  gradientOf<Dilation2DAttrs>(Dilation2D, inputAndFilter, (dy, [x, filter], { strides, pad, dilations }) => ({
    x: () => runKernel(Dilation2DBackpropInput, { x, filter, dy }, { strides, pad, dilations }),
    filter: () => runKernel(Dilation2DBackpropFilter, { x, filter, dy }, { strides, pad, dilations }),
  })),
];
