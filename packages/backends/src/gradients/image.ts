import {
  AvgPool,
  AvgPool3D,
  type AvgPool3DAttrs,
  AvgPool3DGrad,
  type AvgPoolAttrs,
  AvgPoolGrad,
  type GradConfig,
  LRN,
  type LRNAttrs,
  LRNGrad,
  MaxPool,
  MaxPool3D,
  type MaxPool3DAttrs,
  MaxPool3DGrad,
  type MaxPoolAttrs,
  MaxPoolGrad,
  ResizeBilinear,
  type ResizeBilinearAttrs,
  ResizeBilinearGrad,
  ResizeNearestNeighbor,
  type ResizeNearestNeighborAttrs,
  ResizeNearestNeighborGrad,
} from '@tensorflow/tfjs-core';
import { gradientOf } from './rule.ts';
import { runKernel } from './run-kernel.ts';

const pooled = { inputs: ['x'], output: true };

/** The gradient of a maximum over windows, however they are rounded; core's own forgets the rounding mode. */
export const maxPoolGradient: GradConfig = gradientOf<MaxPoolAttrs>(
  MaxPool,
  pooled,
  (dy, [input, output], { filterSize, strides, pad, dimRoundingMode }) => ({
    x: () => runKernel(MaxPoolGrad, { dy, input, output }, { filterSize, strides, pad, dimRoundingMode }),
  }),
);

/** The gradients of pooling, resizing and local response normalisation: each has a kernel of its own in TF.js. */
export const imageGradients: readonly GradConfig[] = [
  gradientOf<AvgPoolAttrs>(AvgPool, { inputs: ['x'] }, (dy, [input], { filterSize, strides, pad }) => ({
    x: () => runKernel(AvgPoolGrad, { dy, input }, { filterSize, strides, pad }),
  })),
  gradientOf<AvgPool3DAttrs>(
    AvgPool3D,
    { inputs: ['x'] },
    (dy, [input], { filterSize, strides, pad, dimRoundingMode }) => ({
      x: () => runKernel(AvgPool3DGrad, { dy, input }, { filterSize, strides, pad, dimRoundingMode }),
    }),
  ),
  maxPoolGradient,
  gradientOf<MaxPool3DAttrs>(
    MaxPool3D,
    pooled,
    (dy, [input, output], { filterSize, strides, pad, dimRoundingMode }) => ({
      x: () => runKernel(MaxPool3DGrad, { dy, input, output }, { filterSize, strides, pad, dimRoundingMode }),
    }),
  ),
  gradientOf<LRNAttrs>(LRN, pooled, (dy, [x, y], { depthRadius, bias, alpha, beta }) => ({
    x: () => runKernel(LRNGrad, { x, y, dy }, { depthRadius, bias, alpha, beta }),
  })),
  gradientOf<ResizeBilinearAttrs>(ResizeBilinear, { inputs: ['images'] }, (dy, [images], attributes) => ({
    images: () => runKernel(ResizeBilinearGrad, { dy, images }, attributes),
  })),
  gradientOf<ResizeNearestNeighborAttrs>(ResizeNearestNeighbor, { inputs: ['images'] }, (dy, [images], attributes) => ({
    images: () => runKernel(ResizeNearestNeighborGrad, { dy, images }, attributes),
  })),
];
