import {
  avgPool,
  avgPool3d,
  batchNorm,
  image,
  localResponseNormalization,
  maxPool,
  maxPool3d,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';
import { type Case, distinct, positive, real } from '../case.ts';
import { rank4, rank5 } from '../ranks.ts';
import { mean, most, places, pooling, type Windows } from '../twins/windows.ts';

const pool = (name: string, shape: number[], f: (x: Tensor) => Tensor, windows: Omit<Windows, 'input'>): Case => ({
  name,
  f,
  inputs: [distinct(...shape)],
  twin: pooling(
    { ...windows, input: shape.slice(1, -1) },
    { batch: shape[0], channels: shape[shape.length - 1] },
    name.startsWith('max') ? most : mean,
  ),
});

const poolings: readonly Case[] = [
  pool('maxPool', [2, 4, 4, 1], (x) => maxPool(rank4(x), 2, 2, 'valid'), {
    size: [2, 2],
    strides: [2, 2],
    pad: 'valid',
  }),
  pool('maxPool, overlapping and same', [1, 4, 5, 2], (x) => maxPool(rank4(x), [3, 2], [2, 1], 'same'), {
    size: [3, 2],
    strides: [2, 1],
    pad: 'same',
  }),
  pool('maxPool, padding by a number', [1, 4, 5, 1], (x) => maxPool(rank4(x), 3, 1, 1), {
    size: [3, 3],
    strides: [1, 1],
    pad: 1,
  }),
  pool('maxPool, rounding up', [1, 5, 6, 2], (x) => maxPool(rank4(x), 2, 2, 0, 'ceil'), {
    size: [2, 2],
    strides: [2, 2],
    pad: 'ceil',
  }),
  pool('maxPool3d', [1, 3, 4, 3, 1], (x) => maxPool3d(rank5(x), 2, [1, 2, 1], 'same'), {
    size: [2, 2, 2],
    strides: [1, 2, 1],
    pad: 'same',
  }),
  pool('avgPool', [2, 4, 4, 1], (x) => avgPool(rank4(x), 2, 2, 'valid'), {
    size: [2, 2],
    strides: [2, 2],
    pad: 'valid',
  }),
  pool('avgPool, overlapping and same', [1, 4, 5, 2], (x) => avgPool(rank4(x), [3, 2], [2, 1], 'same'), {
    size: [3, 2],
    strides: [2, 1],
    pad: 'same',
  }),
  pool('avgPool, rounding up', [1, 5, 6, 2], (x) => avgPool(rank4(x), 2, 2, 0, 'ceil'), {
    size: [2, 2],
    strides: [2, 2],
    pad: 'ceil',
  }),
  pool('avgPool3d', [1, 3, 4, 3, 1], (x) => avgPool3d(rank5(x), 2, [1, 2, 1], 'valid'), {
    size: [2, 2, 2],
    strides: [1, 2, 1],
    pad: 'valid',
  }),
];

interface Resizing {
  readonly to: [number, number];
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** Each new value along one axis: the two old places and the weight of the second (TensorFlow's resize_bilinear). */
function blends(before: number, after: number, { alignCorners, halfPixelCenters }: Resizing) {
  const ratio = alignCorners && after > 1 ? (before - 1) / (after - 1) : before / after;
  return Array.from({ length: after }, (_, i) => {
    const source = Math.min(before - 1, Math.max(0, halfPixelCenters ? (i + 0.5) * ratio - 0.5 : i * ratio));
    const low = Math.floor(source);
    return { low, high: Math.min(before - 1, low + 1), share: source - low };
  });
}

function nearests(before: number, after: number, { alignCorners, halfPixelCenters }: Resizing) {
  const ratio = alignCorners && after > 1 ? (before - 1) / (after - 1) : before / after;
  return Array.from({ length: after }, (_, i) => {
    const source = (halfPixelCenters ? i + 0.5 : i) * ratio;
    const low = Math.min(before - 1, alignCorners ? Math.round(source) : Math.floor(source));
    return { low, high: low, share: 0 };
  });
}

function resizing(name: 'resizeBilinear' | 'resizeNearestNeighbor', variant: string, options: Resizing): Case {
  const [batch, height, width, channels] = [2, 3, 4, 2];
  const along = name === 'resizeBilinear' ? blends : nearests;
  const [rows, columns] = [along(height, options.to[0], options), along(width, options.to[1], options)];
  const at = (b: number, i: number, j: number, c: number) => ((b * height + i) * width + j) * channels + c;
  return {
    name: `image.${name}${variant}`,
    f: (x) => image[name](rank4(x), options.to, options.alignCorners, options.halfPixelCenters),
    inputs: [real(batch, height, width, channels)],
    twin: (x) =>
      places([batch, options.to[0], options.to[1], channels]).map(([b, i, j, c]) => {
        const [row, column] = [rows[i], columns[j]];
        const along_ = (k: number) =>
          x[at(b, k, column.low, c)] * (1 - column.share) + x[at(b, k, column.high, c)] * column.share;
        return along_(row.low) * (1 - row.share) + along_(row.high) * row.share;
      }),
  };
}

const resizings: readonly Case[] = (['resizeBilinear', 'resizeNearestNeighbor'] as const).flatMap((name) => [
  resizing(name, '', { to: [5, 7], alignCorners: false, halfPixelCenters: false }),
  resizing(name, ', smaller', { to: [2, 3], alignCorners: false, halfPixelCenters: false }),
  resizing(name, ', alignCorners', { to: [5, 6], alignCorners: true, halfPixelCenters: false }),
  resizing(name, ', halfPixelCenters', { to: [5, 7], alignCorners: false, halfPixelCenters: true }),
]);

const channelwise = (x: number[], parameter: number[]) => x.map((_, i) => parameter[i % parameter.length]);

function normalised(x: number[], means: number[], variances: number[]): number[] {
  const [m, v] = [channelwise(x, means), channelwise(x, variances)];
  return x.map((value, i) => (value - m[i]) / Math.sqrt(v[i] + 0.01));
}

/** y_c = x_c (1 + 0.7 Σ x²)^-0.6 over the channels within 1 of c. */
const responses = (x: number[]) =>
  x.map((value, i) => {
    const row = Math.floor(i / 5) * 5;
    const squares = [i - 1, i, i + 1].filter((k) => k >= row && k < row + 5).map((k) => x[k] ** 2);
    return value * (1 + 0.7 * squares.reduce((a, b) => a + b)) ** -0.6;
  });

const normalisations: readonly Case[] = [
  {
    name: 'batchNorm',
    f: (x, m, v, offset, scale) =>
      batchNorm(x, m as Tensor1D, v as Tensor1D, offset as Tensor1D, scale as Tensor1D, 0.01),
    inputs: [real(4, 3), real(3), positive(3), real(3), positive(3)],
    twin: (x, m, v, offset, scale) => {
      const [o, s] = [channelwise(x, offset), channelwise(x, scale)];
      return normalised(x, m, v).map((value, i) => value * s[i] + o[i]);
    },
  },
  {
    name: 'batchNorm, without scale and offset',
    f: (x, m, v) => batchNorm(x, m as Tensor1D, v as Tensor1D, undefined, undefined, 0.01),
    inputs: [real(4, 3), real(3), positive(3)],
    twin: normalised,
  },
  {
    name: 'batchNorm, without offset',
    f: (x, m, v, scale) => batchNorm(x, m as Tensor1D, v as Tensor1D, undefined, scale as Tensor1D, 0.01),
    inputs: [real(4, 3), real(3), positive(3), positive(3)],
    twin: (x, m, v, scale) => {
      const s = channelwise(x, scale);
      return normalised(x, m, v).map((value, i) => value * s[i]);
    },
  },
  {
    name: 'localResponseNormalization',
    f: (x) => localResponseNormalization(rank4(x), 1, 1, 0.7, 0.6),
    inputs: [real(1, 2, 1, 5)],
    twin: responses,
  },
];

export const images: readonly Case[] = [...poolings, ...resizings, ...normalisations];
