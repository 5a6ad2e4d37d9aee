import { depthwiseConv2d, dilation2d, fused, reshape, separableConv2d, type Tensor } from '@tensorflow/tfjs-core';
import { type Case, distinct, real, small } from '../case.ts';
import { rank3, rank4 } from '../ranks.ts';
import { convolution, depthwise, most, pooling, type Windows } from '../twins/windows.ts';

const plain = { strides: [1, 1], pad: 'valid' } as const;
const relu = (x: number) => Math.max(x, 0);

const depthwiseCase = (
  name: string,
  f: (x: Tensor, w: Tensor) => Tensor,
  windows: Omit<Windows, 'input' | 'size'>,
): Case => ({
  name,
  f,
  inputs: [real(1, 4, 5, 2), small(2, 2, 2, 2)],
  twin: depthwise({ input: [4, 5], size: [2, 2], ...windows }, { batch: 1, from: 2, to: 2 }),
});

export const byDepth: readonly Case[] = [
  depthwiseCase('depthwiseConv2d', (x, w) => depthwiseConv2d(rank4(x), rank4(w), 1, 'same'), {
    strides: [1, 1],
    pad: 'same',
  }),
  depthwiseCase('depthwiseConv2d, dilation', (x, w) => depthwiseConv2d(rank4(x), rank4(w), 1, 'valid', 'NHWC', 2), {
    ...plain,
    dilations: [2, 2],
  }),
  {
    ...depthwiseCase('fused.depthwiseConv2d, relu', () => reshape([], [0]), plain),
    f: (x, w) => fused.depthwiseConv2d({ x: rank4(x), filter: rank4(w), strides: 1, pad: 'valid', activation: 'relu' }),
    twin: (x, w) => depthwise({ input: [4, 5], size: [2, 2], ...plain }, { batch: 1, from: 2, to: 2 })(x, w).map(relu),
  },
  {
    name: 'separableConv2d',
    f: (x, w, p) => separableConv2d(rank4(x), rank4(w), rank4(p), 1, 'valid'),
    inputs: [real(1, 4, 5, 2), small(2, 2, 2, 1), small(1, 1, 2, 2)],
    twin: (x, w, p) =>
      convolution({ input: [3, 4], size: [1, 1], ...plain }, { batch: 1, from: 2, to: 2 })(
        depthwise({ input: [4, 5], size: [2, 2], ...plain }, { batch: 1, from: 2, to: 1 })(x, w),
        p,
      ),
  },
  ...[
    { name: 'dilation2d', pad: 'valid', dilation: 1 } as const,
    { name: 'dilation2d, dilation and same', pad: 'same', dilation: 2 } as const,
  ].map(
    ({ name, pad, dilation }): Case => ({
      name,
      f: (x, w) => dilation2d(rank4(x), rank3(w), 1, pad, dilation),
      // Positive: the kernel of wasm takes a small positive number for the least.
      inputs: [
        { ...distinct(1, 4, 3, 2), from: 0.2, to: 2.6 },
        { shape: [2, 2, 2], from: 0.01, to: 0.02 },
      ],
      twin: (x, w) =>
        pooling(
          { input: [4, 3], size: [2, 2], strides: [1, 1], pad, dilations: [dilation, dilation] },
          { batch: 1, channels: 2 },
          (values, at, channel) => most(values.map((value, i) => value + w[at[i] * 2 + channel])),
        )(x),
    }),
  ),
];
