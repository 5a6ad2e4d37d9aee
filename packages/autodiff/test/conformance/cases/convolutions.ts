import {
  conv1d,
  conv2d,
  conv2dTranspose,
  conv3d,
  conv3dTranspose,
  fused,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { type Case, real, small } from '../case.ts';
import { rank3, rank4, rank5 } from '../ranks.ts';
import { convolution, transposedConvolution, type Windows } from '../twins/windows.ts';

type Shape = readonly number[];

const channelsOf = (x: Shape, w: Shape) => ({ batch: x[0], from: w[w.length - 2], to: w[w.length - 1] });
const windowsOf = (x: Shape, w: Shape) => ({ input: x.slice(1, -1), size: w.slice(0, -2) });
const explicit: [[number, number], [number, number], [number, number], [number, number]] = [
  [0, 0],
  [1, 0],
  [0, 2],
  [0, 0],
];

const conv = (
  name: string,
  x: Shape,
  w: Shape,
  f: (x: Tensor, w: Tensor) => Tensor,
  windows: Omit<Windows, 'input' | 'size'>,
): Case => ({
  name,
  f,
  inputs: [real(...x), small(...w)],
  twin: convolution({ ...windowsOf(x, w), ...windows }, channelsOf(x, w)),
});

const image = [1, 4, 5, 2] as const;
const filter = [2, 2, 2, 2] as const;
const plain = { strides: [1, 1], pad: 'valid' } as const;
const relu = (x: number) => Math.max(x, 0);
const plus = (x: number[], bias: number[]) => x.map((value, i) => value + bias[i % bias.length]);

const channelsFirst = (x: Tensor, w: Tensor) =>
  transpose(conv2d(transpose(rank4(x), [0, 3, 1, 2]), rank4(w), 1, 'valid', 'NCHW'), [0, 2, 3, 1]);

const twoDimensional: readonly Case[] = [
  conv('conv2d', image, filter, (x, w) => conv2d(rank4(x), rank4(w), 1, 'valid'), plain),
  conv('conv2d, strides and same', [2, 5, 4, 2], [3, 2, 2, 1], (x, w) => conv2d(rank4(x), rank4(w), [2, 1], 'same'), {
    strides: [2, 1],
    pad: 'same',
  }),
  {
    ...conv('conv2d, NCHW', image, filter, channelsFirst, plain),
    lacks: { wasm: 'forward' },
  },
  conv('conv2d, explicit padding', image, filter, (x, w) => conv2d(rank4(x), rank4(w), 1, explicit), {
    strides: [1, 1],
    pad: [explicit[1], explicit[2]],
  }),
  conv('conv2d, dilation', image, filter, (x, w) => conv2d(rank4(x), rank4(w), 1, 'valid', 'NHWC', [2, 3]), {
    ...plain,
    dilations: [2, 3],
  }),
  conv('conv2d, dilation and same', image, filter, (x, w) => conv2d(rank4(x), rank4(w), 1, 'same', 'NHWC', 2), {
    strides: [1, 1],
    dilations: [2, 2],
    pad: 'same',
  }),
  {
    name: 'conv2dTranspose',
    f: (x, w) => conv2dTranspose(rank4(x), rank4(w), [1, 5, 6, 2], [2, 1], 'same'),
    inputs: [real(1, 3, 6, 1), small(3, 2, 2, 1)],
    twin: transposedConvolution(
      { input: [5, 6], size: [3, 2], strides: [2, 1], pad: 'same' },
      { batch: 1, from: 2, to: 1 },
    ),
  },
  {
    name: 'fused.conv2d',
    f: (x, w, bias) => fused.conv2d({ x: rank4(x), filter: rank4(w), strides: 1, pad: 'valid', bias }),
    inputs: [real(...image), small(...filter), real(2)],
    twin: (x, w, bias) =>
      plus(convolution({ ...windowsOf(image, filter), ...plain }, channelsOf(image, filter))(x, w), bias),
  },
  {
    name: 'fused.conv2d, relu',
    f: (x, w, bias) =>
      fused.conv2d({ x: rank4(x), filter: rank4(w), strides: 1, pad: 'valid', bias, activation: 'relu' }),
    inputs: [real(...image), small(...filter), real(2)],
    twin: (x, w, bias) =>
      plus(convolution({ ...windowsOf(image, filter), ...plain }, channelsOf(image, filter))(x, w), bias).map(relu),
  },
  {
    name: 'fused.conv2d, dilation',
    f: (x, w, bias) => fused.conv2d({ x: rank4(x), filter: rank4(w), strides: 1, pad: 'valid', bias, dilations: 2 }),
    inputs: [real(...image), small(...filter), real(2)],
    twin: (x, w, bias) =>
      plus(
        convolution({ ...windowsOf(image, filter), ...plain, dilations: [2, 2] }, channelsOf(image, filter))(x, w),
        bias,
      ),
  },
];

const otherDimensions: readonly Case[] = [
  conv('conv1d', [1, 6, 2], [3, 2, 2], (x, w) => conv1d(rank3(x), rank3(w), 1, 'same'), { strides: [1], pad: 'same' }),
  conv('conv1d, dilation', [1, 6, 2], [2, 2, 2], (x, w) => conv1d(rank3(x), rank3(w), 1, 'valid', 'NWC', 3), {
    strides: [1],
    dilations: [3],
    pad: 'valid',
  }),
  conv('conv3d', [1, 2, 3, 3, 1], [2, 2, 2, 1, 2], (x, w) => conv3d(rank5(x), rank5(w), 1, 'same'), {
    strides: [1, 1, 1],
    pad: 'same',
  }),
  conv(
    'conv3d, dilation',
    [1, 3, 3, 4, 1],
    [2, 2, 2, 1, 2],
    (x, w) => conv3d(rank5(x), rank5(w), 1, 'valid', 'NDHWC', 2),
    {
      strides: [1, 1, 1],
      dilations: [2, 2, 2],
      pad: 'valid',
    },
  ),
  conv('conv3d, strides', [1, 3, 3, 4, 1], [2, 2, 2, 1, 2], (x, w) => conv3d(rank5(x), rank5(w), [1, 2, 2], 'same'), {
    strides: [1, 2, 2],
    pad: 'same',
  }),
  {
    name: 'conv3dTranspose',
    f: (x, w) => conv3dTranspose(rank5(x), rank5(w), [1, 3, 3, 4, 1], [1, 2, 2], 'same'),
    inputs: [real(1, 3, 2, 2, 2), small(2, 2, 2, 1, 2)],
    twin: transposedConvolution(
      { input: [3, 3, 4], size: [2, 2, 2], strides: [1, 2, 2], pad: 'same' },
      { batch: 1, from: 1, to: 2 },
    ),
  },
];

export const convolutions: readonly Case[] = [...twoDimensional, ...otherDimensions];
