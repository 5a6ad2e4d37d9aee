import { gradientOf, runKernel } from '@hyperprior/backends/gradients';
import { cast, EluGrad, type GradConfig, less, mul } from '@tensorflow/tfjs-core';

/** The gradient of elu's derivative, `dx = dy (y > 0 ? 1 : y + 1)`. */
export const activationGradients: readonly GradConfig[] = [
  gradientOf(EluGrad, { inputs: ['dy', 'y'] }, (ddx, [dy, y]) => ({
    dy: () => runKernel(EluGrad, { dy: ddx, y }, {}),
    y: () => mul(mul(ddx, dy), cast(less(y, 0), 'float32')),
  })),
];
