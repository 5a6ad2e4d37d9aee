import { gradientOf, runKernel } from '@hyperprior/backends/gradients';
import {
  DepthwiseConv2dNative,
  type DepthwiseConv2dNativeAttrs,
  DepthwiseConv2dNativeBackpropFilter,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInput,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  type GradConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { dilationsOf, narrowed, widened, widenedShape } from './dilated-filter.ts';

type Shared = Omit<DepthwiseConv2dNativeAttrs, 'dataFormat'>;

const sharedOf = ({ strides, pad, dilations, dimRoundingMode }: Shared): Shared => ({
  strides,
  pad,
  dilations,
  dimRoundingMode,
});

const convolve = (x: Tensor, filter: Tensor, shared: Shared) =>
  runKernel(DepthwiseConv2dNative, { x, filter }, { ...shared, dataFormat: 'NHWC' });

const byInput = (dy: Tensor, filter: Tensor, inputShape: number[], shared: Shared) =>
  runKernel(DepthwiseConv2dNativeBackpropInput, { dy, filter }, { ...shared, inputShape });

const byFilter = (x: Tensor, dy: Tensor, filterShape: number[], shared: Shared) =>
  runKernel(DepthwiseConv2dNativeBackpropFilter, { x, dy }, { ...shared, filterShape });

function depthwiseGradient(dy: Tensor, [x, filter]: Tensor[], attributes: DepthwiseConv2dNativeAttrs) {
  const dilations = dilationsOf(attributes.dilations, 2);
  const shared: Shared = { ...sharedOf(attributes), dilations: [1, 1] };
  return {
    x: () => byInput(dy, widened(filter, dilations), x.shape, shared),
    filter: () => narrowed(byFilter(x, dy, widenedShape(filter.shape, dilations), shared), dilations),
  };
}

/** The gradients of depthwise convolution, dilated too, and of the kernels that are its derivatives. */
export const depthwiseGradients: readonly GradConfig[] = [
  gradientOf<DepthwiseConv2dNativeAttrs>(DepthwiseConv2dNative, { inputs: ['x', 'filter'] }, depthwiseGradient),
  gradientOf<DepthwiseConv2dNativeBackpropInputAttrs>(
    DepthwiseConv2dNativeBackpropInput,
    { inputs: ['dy', 'filter'] },
    (ddx, [dy, filter], attributes) => ({
      dy: () => convolve(ddx, filter, sharedOf(attributes)),
      filter: () => byFilter(ddx, dy, filter.shape, sharedOf(attributes)),
    }),
  ),
  gradientOf<DepthwiseConv2dNativeBackpropFilterAttrs>(
    DepthwiseConv2dNativeBackpropFilter,
    { inputs: ['x', 'dy'] },
    (ddw, [x, dy], attributes) => ({
      x: () => byInput(dy, ddw, x.shape, sharedOf(attributes)),
      dy: () => convolve(x, ddw, sharedOf(attributes)),
    }),
  ),
];
