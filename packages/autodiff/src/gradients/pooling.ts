import { gradientOf, runKernel } from '@hyperprior/backends/gradients';
import {
  AvgPool,
  AvgPool3D,
  type AvgPool3DAttrs,
  AvgPool3DGrad,
  type AvgPoolAttrs,
  AvgPoolGrad,
  backend_util,
  div,
  type GradConfig,
  MaxPool3DGrad,
  type MaxPool3DGradAttrs,
  MaxPoolGrad,
  type MaxPoolGradAttrs,
  mul,
  type Tensor,
  tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import { candidatePlaces, firstMaxima, picked, type WindowAxis, windowPlaces } from './windows.ts';

const nothing = (like: Tensor) => () => zeros(like.shape);

function axes2d({ shape }: Tensor, attributes: AvgPoolAttrs | MaxPoolGradAttrs): WindowAxis[] {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const [batch, height, width, channels] = shape;
  const of = backend_util.computePool2DInfo(
    [batch, height, width, channels],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  return [
    { before: of.padInfo.top, stride: of.strideHeight, size: of.filterHeight, dilation: 1, count: of.outHeight },
    { before: of.padInfo.left, stride: of.strideWidth, size: of.filterWidth, dilation: 1, count: of.outWidth },
  ];
}

function axes3d({ shape }: Tensor, attributes: AvgPool3DAttrs | MaxPool3DGradAttrs): WindowAxis[] {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  const [batch, depth, height, width, channels] = shape;
  const of = backend_util.computePool3DInfo(
    [batch, depth, height, width, channels],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  return [
    { before: of.padInfo.front, stride: of.strideDepth, size: of.filterDepth, dilation: 1, count: of.outDepth },
    { before: of.padInfo.top, stride: of.strideHeight, size: of.filterHeight, dilation: 1, count: of.outHeight },
    { before: of.padInfo.left, stride: of.strideWidth, size: of.filterWidth, dilation: 1, count: of.outWidth },
  ];
}

/** The adjoint of sending dy to where each window's maximum stands: taking what stands there. */
const maxPoolGradGradient =
  <Attributes>(axesOf: (x: Tensor, attributes: Attributes) => WindowAxis[]) =>
  (ddx: Tensor, [input, output]: Tensor[], attributes: Attributes) => ({
    dy: () => {
      const axes = axesOf(input, attributes);
      return picked(windowPlaces(ddx, axes), firstMaxima(candidatePlaces(input, axes), output));
    },
    input: nothing(input),
    output: nothing(output),
  });

/**
 * For each window the share of its places that are inside. An average is taken over these alone, but the kernels of its
 * derivative divide by the size of the whole window: dy must be larger by as much. Null where all windows are inside.
 */
function insideShares(lengths: readonly number[], axes: readonly WindowAxis[]): Tensor | null {
  const along = axes.map(({ before, stride, size, count }, i) =>
    Array.from({ length: count }, (_, window) => {
      const start = window * stride - before;
      return (Math.min(lengths[i], start + size) - Math.max(0, start)) / size;
    }),
  );
  if (along.flat().every((share) => share === 1)) return null;
  const shares = along.reduce((all, list) => all.flatMap((share) => list.map((next) => share * next)), [1]);
  return tensor(shares, [1, ...along.map(({ length }) => length), 1]);
}

interface Averaging<Attributes> {
  readonly pool: string;
  readonly gradient: string;
  readonly axesOf: (x: Tensor, attributes: Attributes) => WindowAxis[];
}

/** The gradients of an average over windows, and of the kernel that is its derivative. */
function averageGradients<Attributes extends object>(kernels: Averaging<Attributes>): GradConfig[] {
  const { pool, gradient, axesOf } = kernels;
  const sharesOf = (x: Tensor, attributes: Attributes) => insideShares(x.shape.slice(1, -1), axesOf(x, attributes));
  return [
    gradientOf<Attributes>(pool, { inputs: ['x'] }, (dy, [input], attributes) => ({
      x: () => {
        const shares = sharesOf(input, attributes);
        return runKernel(gradient, { dy: shares ? div(dy, shares) : dy, input }, attributes);
      },
    })),
    gradientOf<Attributes>(gradient, { inputs: ['input'] }, (ddx, [input], attributes) => ({
      dy: () => {
        const shares = sharesOf(input, attributes);
        const means = runKernel(pool, { x: ddx }, attributes);
        return shares ? mul(means, shares) : means;
      },
      input: nothing(input),
    })),
  ];
}

/** The gradients of averages over windows, and of the kernels that are the derivatives of pooling. */
export const poolingGradients: readonly GradConfig[] = [
  ...averageGradients<AvgPoolAttrs>({ pool: AvgPool, gradient: AvgPoolGrad, axesOf: axes2d }),
  ...averageGradients<AvgPool3DAttrs>({ pool: AvgPool3D, gradient: AvgPool3DGrad, axesOf: axes3d }),
  gradientOf<MaxPoolGradAttrs>(MaxPoolGrad, { inputs: ['input', 'output'] }, maxPoolGradGradient(axes2d)),
  gradientOf<MaxPool3DGradAttrs>(MaxPool3DGrad, { inputs: ['input', 'output'] }, maxPoolGradGradient(axes3d)),
];
