import { gradientOf, maxPoolGradient, runKernel } from '@hyperprior/backends/gradients';
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
  slice,
  type Tensor,
  tensor,
  util,
  zeros,
} from '@tensorflow/tfjs-core';
import { candidatePlaces, firstMaxima, picked, type WindowAxis, windowPlaces } from './windows.ts';

/** Windows along an axis of which the padding behind it is known too. */
interface PoolAxis extends WindowAxis {
  /** Places after the last value that windows take in by the padding, whatever the rounding mode adds. */
  readonly after: number;
}

const nothing = (like: Tensor) => () => zeros(like.shape);

function axes2d({ shape }: Tensor, attributes: AvgPoolAttrs | MaxPoolGradAttrs): PoolAxis[] {
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
    {
      before: of.padInfo.top,
      after: of.padInfo.bottom,
      stride: of.strideHeight,
      size: of.filterHeight,
      dilation: 1,
      count: of.outHeight,
    },
    {
      before: of.padInfo.left,
      after: of.padInfo.right,
      stride: of.strideWidth,
      size: of.filterWidth,
      dilation: 1,
      count: of.outWidth,
    },
  ];
}

function axes3d({ shape }: Tensor, attributes: AvgPool3DAttrs | MaxPool3DGradAttrs): PoolAxis[] {
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
    {
      before: of.padInfo.front,
      after: of.padInfo.back,
      stride: of.strideDepth,
      size: of.filterDepth,
      dilation: 1,
      count: of.outDepth,
    },
    {
      before: of.padInfo.top,
      after: of.padInfo.bottom,
      stride: of.strideHeight,
      size: of.filterHeight,
      dilation: 1,
      count: of.outHeight,
    },
    {
      before: of.padInfo.left,
      after: of.padInfo.right,
      stride: of.strideWidth,
      size: of.filterWidth,
      dilation: 1,
      count: of.outWidth,
    },
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

/**
 * The kernels of an average's derivative count windows without the rounding mode. Where it makes the last window reach
 * over the edge, they are given an input that is longer by as much, and its end is cut off afterwards.
 */
function reachedBy(axes: readonly PoolAxis[], input: Tensor): Tensor {
  const shape = input.shape.map((length, i) => Math.max(length, axes[i - 1] ? shortest(axes[i - 1]) : 0));
  return util.arraysEqual(shape, input.shape) ? input : zeros(shape);
}

/** How long an input must be to have so many whole windows. */
const shortest = ({ before, after, stride, size, count }: PoolAxis) => (count - 1) * stride + size - before - after;

interface Averaging<Attributes> {
  readonly pool: string;
  readonly gradient: string;
  readonly axesOf: (x: Tensor, attributes: Attributes) => PoolAxis[];
}

/** The gradients of an average over windows, and of the kernel that is its derivative. */
function averageGradients<Attributes extends object>(kernels: Averaging<Attributes>): GradConfig[] {
  const { pool, gradient, axesOf } = kernels;
  const sharesOf = (x: Tensor, attributes: Attributes) => insideShares(x.shape.slice(1, -1), axesOf(x, attributes));
  return [
    gradientOf<Attributes>(pool, { inputs: ['x'] }, (dy, [input], attributes) => ({
      x: () => {
        const shares = sharesOf(input, attributes);
        const long = reachedBy(axesOf(input, attributes), input);
        const averaged = runKernel(gradient, { dy: shares ? div(dy, shares) : dy, input: long }, attributes);
        return long === input
          ? averaged
          : slice(
              averaged,
              input.shape.map(() => 0),
              input.shape,
            );
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
  maxPoolGradient,
  gradientOf<MaxPoolGradAttrs>(MaxPoolGrad, { inputs: ['input', 'output'] }, maxPoolGradGradient(axes2d)),
  gradientOf<MaxPool3DGradAttrs>(MaxPool3DGrad, { inputs: ['input', 'output'] }, maxPoolGradGradient(axes3d)),
];
