import { gradientOf, runKernel } from '@hyperprior/backends/gradients';
import {
  type GradConfig,
  getBackend,
  matMul,
  ResizeBilinear,
  type ResizeBilinearAttrs,
  ResizeBilinearGrad,
  ResizeNearestNeighbor,
  type ResizeNearestNeighborAttrs,
  ResizeNearestNeighborGrad,
  reshape,
  type Tensor,
  tensor3d,
  zeros,
} from '@tensorflow/tfjs-core';

type Attributes = ResizeBilinearAttrs | ResizeNearestNeighborAttrs;

/** The weights of the old values in each new one: of a place `source` among `length` old values. */
type Weights = (source: number, length: number, attributes: Attributes) => [at: number, weight: number][];

const bilinear: Weights = (source, length) => {
  const low = Math.max(0, Math.floor(source));
  const high = Math.min(length - 1, Math.ceil(source));
  return [
    [low, 1 - (source - low)],
    [high, source - low],
  ];
};

const nearest: Weights = (source, length, { alignCorners }) => {
  const at = alignCorners ? Math.round(source) : Math.floor(source);
  return [[Math.max(0, Math.min(length - 1, at)), 1]];
};

/** Resizing along one axis is a matrix, `[1, after, before]`; the places are TF.js's own, in its precision. */
function matrix(before: number, after: number, weights: Weights, attributes: Attributes): Tensor {
  const { alignCorners, halfPixelCenters } = attributes;
  const toCorners = alignCorners && after > 1;
  const ratio = toCorners ? (before - 1) / (after - 1) : before / after;
  const values = new Float32Array(after * before);
  for (let i = 0; i < after; i++) {
    const source = halfPixelCenters ? ratio * (i + 0.5) - (weights === bilinear ? 0.5 : 0) : ratio * i;
    for (const [at, weight] of weights(source, before, attributes)) values[i * before + at] += weight;
  }
  return tensor3d(values, [1, after, before]);
}

/** The adjoint of resizing, by two matrix products. */
function unresized(dy: Tensor, images: Tensor, weights: Weights, attributes: Attributes): Tensor {
  const [batch, height, width, channels] = images.shape;
  const [, newHeight, newWidth] = dy.shape;
  const vertical = matrix(height, newHeight, weights, attributes);
  const horizontal = matrix(width, newWidth, weights, attributes);
  const rows = matMul(vertical, reshape(dy, [batch, newHeight, newWidth * channels]), true);
  const values = matMul(horizontal, reshape(rows, [batch * height, newWidth, channels]), true);
  return reshape(values, images.shape);
}

/**
 * The kernels of the GPU backends are right but for centred pixels, of which they know nothing. That of cpu takes one
 * image's places for another's.
 */
const kernelIsRight = ({ halfPixelCenters }: Attributes) =>
  !halfPixelCenters && ['webgl', 'webgpu', 'tensorflow'].includes(getBackend());

function resizeGradients(kernelName: string, gradKernel: string, weights: Weights): GradConfig[] {
  return [
    gradientOf<Attributes>(kernelName, { inputs: ['images'] }, (dy, [images], attributes) => ({
      images: () =>
        kernelIsRight(attributes)
          ? runKernel(gradKernel, { dy, images }, attributes)
          : unresized(dy, images, weights, attributes),
    })),
    gradientOf<Attributes>(gradKernel, { inputs: ['images', 'dy'] }, (ddx, [images, dy], attributes) => ({
      dy: () => runKernel(kernelName, { images: ddx }, { ...attributes, size: [dy.shape[1], dy.shape[2]] }),
      images: () => zeros(images.shape),
    })),
  ];
}

/** The gradients of resizing images, and of the kernels that are its derivatives. */
export const resizingGradients: readonly GradConfig[] = [
  ...resizeGradients(ResizeBilinear, ResizeBilinearGrad, bilinear),
  ...resizeGradients(ResizeNearestNeighbor, ResizeNearestNeighborGrad, nearest),
];
