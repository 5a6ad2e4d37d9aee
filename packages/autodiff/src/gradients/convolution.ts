import { gradientOf, runKernel } from '@hyperprior/backends/gradients';
import {
  Conv2D,
  type Conv2DAttrs,
  Conv2DBackpropFilter,
  type Conv2DBackpropFilterAttrs,
  Conv2DBackpropInput,
  Conv3D,
  type Conv3DAttrs,
  Conv3DBackpropFilterV2,
  type Conv3DBackpropFilterV2Attrs,
  Conv3DBackpropInputV2,
  type Conv3DBackpropInputV2Attrs,
  type GradConfig,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { conv3dFilterGradient } from './conv3d-filter-gradient.ts';
import { dilationsOf, narrowed, widened, widenedShape } from './dilated-filter.ts';

/** By x and the filter. TF.js has no kernels for the derivatives of a dilated convolution: it is one with a filter widened by zeros. */
export function conv2dGradient(dy: Tensor, [x, filter]: Tensor[], attributes: Conv2DAttrs) {
  const { strides, pad, dataFormat, dimRoundingMode } = attributes;
  const dilations = dilationsOf(attributes.dilations, 2);
  const shared = { strides, pad, dataFormat, dimRoundingMode };
  const filterShape = widenedShape(filter.shape, dilations);
  return {
    x: () =>
      runKernel(Conv2DBackpropInput, { dy, filter: widened(filter, dilations) }, { ...shared, inputShape: x.shape }),
    filter: () => narrowed(runKernel(Conv2DBackpropFilter, { x, dy }, { ...shared, filterShape }), dilations),
  };
}

function conv2dBackpropFilterGradient(ddw: Tensor, [x, dy]: Tensor[], attributes: Conv2DBackpropFilterAttrs) {
  const { strides, pad, dataFormat, dimRoundingMode } = attributes;
  const shared = { strides, pad, dataFormat, dimRoundingMode };
  return {
    x: () => runKernel(Conv2DBackpropInput, { dy, filter: ddw }, { ...shared, inputShape: x.shape }),
    dy: () => runKernel(Conv2D, { x, filter: ddw }, { ...shared, dilations: 1 }),
  };
}

function conv3dGradient(dy: Tensor, [x, filter]: Tensor[], attributes: Conv3DAttrs) {
  const { strides, pad } = attributes;
  const dilations = dilationsOf(attributes.dilations, 3);
  const filterShape = shape5(filter, dilations);
  return {
    x: () =>
      runKernel(
        Conv3DBackpropInputV2,
        { dy, filter: widened(filter, dilations) },
        { strides, pad, inputShape: x.shape },
      ),
    filter: () => narrowed(conv3dFilterGradient(x, dy, { strides, pad, filterShape }), dilations),
  };
}

function shape5({ shape }: Tensor, dilations: readonly number[] = []): [number, number, number, number, number] {
  const [depth, height, width, from, to] = widenedShape(shape, dilations);
  return [depth, height, width, from, to];
}

function conv3d(x: Tensor, filter: Tensor, { strides, pad }: Pick<Conv3DAttrs, 'strides' | 'pad'>): Tensor {
  return runKernel(Conv3D, { x, filter }, { strides, pad, dataFormat: 'NDHWC', dilations: [1, 1, 1] });
}

function conv3dBackpropInputGradient(ddx: Tensor, [dy, filter]: Tensor[], attributes: Conv3DBackpropInputV2Attrs) {
  const { strides, pad } = attributes;
  return {
    dy: () => conv3d(ddx, filter, { strides, pad }),
    filter: () => conv3dFilterGradient(ddx, dy, { strides, pad, filterShape: shape5(filter) }),
  };
}

function conv3dBackpropFilterGradient(ddw: Tensor, [x, dy]: Tensor[], attributes: Conv3DBackpropFilterV2Attrs) {
  const { strides, pad } = attributes;
  return {
    x: () => runKernel(Conv3DBackpropInputV2, { dy, filter: ddw }, { strides, pad, inputShape: x.shape }),
    dy: () => conv3d(x, ddw, { strides, pad }),
  };
}

const inputAndFilter = { inputs: ['x', 'filter'] };

/** The gradients of convolutions, dilated ones too, and of the kernels that are their derivatives. */
export const convolutionGradients: readonly GradConfig[] = [
  gradientOf<Conv2DAttrs>(Conv2D, inputAndFilter, conv2dGradient),
  gradientOf<Conv2DBackpropFilterAttrs>(Conv2DBackpropFilter, { inputs: ['x', 'dy'] }, conv2dBackpropFilterGradient),
  gradientOf<Conv3DAttrs>(Conv3D, inputAndFilter, conv3dGradient),
  gradientOf<Conv3DBackpropInputV2Attrs>(
    Conv3DBackpropInputV2,
    { inputs: ['dy', 'filter'] },
    conv3dBackpropInputGradient,
  ),
  gradientOf<Conv3DBackpropFilterV2Attrs>(
    Conv3DBackpropFilterV2,
    { inputs: ['x', 'dy'] },
    conv3dBackpropFilterGradient,
  ),
];
