import { runsOnHost } from '@hyperprior/backends/kernels';
import {
  add,
  batchNorm,
  concat,
  conv1d,
  conv2d,
  conv2dTranspose,
  conv3d,
  depthwiseConv2d,
  fused,
  gather,
  logSumExp,
  matMul,
  maxPool,
  mul,
  oneHot,
  Reduction,
  relu,
  reshape,
  slice,
  split,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  type Tensor5D,
  tanh,
  tensor2d,
  losses as tfLosses,
  transpose,
  unstack,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { installGradients } from '../../src/index.ts';
import { randomTensor } from '../random.ts';
import { expectAsLoop, type Losses } from './against-loop.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());

const batch = 4;
const weights = (shape: number[], seed: number) => variable(randomTensor(shape, seed, 0.5));
const samples =
  (x: Tensor): ((from: number, count: number) => Tensor) =>
  (from, count) =>
    slice(x, from, count);
/** A loss of each sample that is not linear in its values. */
const lossOf = (y: Tensor): Tensor => {
  const rows = reshape(y, [y.shape[0], -1]);
  return add(logSumExp(rows, 1), sum(mul(0.5, square(rows)), 1));
};

const w = (
  name: string,
  variables: Variable[],
  losses: Losses,
  way = 'linear',
): [string, Variable[], Losses, string] => [name, variables, losses, way];
const x2 = samples(randomTensor([batch, 5], 1));
const x3 = samples(randomTensor([batch, 3, 5], 2));
const images = samples(randomTensor([batch, 6, 5, 2], 3));
const volumes = samples(randomTensor([batch, 4, 4, 3, 2], 4));
const series = samples(randomTensor([batch, 7, 2], 5));
const [W, V, b, s, f4, f3, f5, d4, t4, E] = [
  [5, 3],
  [3, 5],
  [3],
  [5],
  [3, 2, 2, 4],
  [3, 2, 4],
  [2, 2, 2, 2, 3],
  [3, 2, 2, 2],
  [2, 3, 4, 2],
  [6, 3],
].map((shape, i) => weights(shape, 20 + i));
const ids = samples(
  tensor2d(
    [
      [0, 1, 1],
      [5, 0, 2],
      [3, 3, 3],
      [4, 2, 0],
    ],
    [4, 3],
    'int32',
  ),
);

const cases = [
  w('a dense layer', [W, b], (i, n) => lossOf(tanh(add(matMul(x2(i, n), W), b)))),
  w('a transposed kernel', [V], (i, n) => lossOf(matMul(x2(i, n), V, false, true))),
  w('a weight on the left', [W], (i, n) => lossOf(transpose(tanh(matMul(W, x2(i, n), true, true))))),
  w('a weight on the left, by a transposed batch', [V], (i, n) =>
    lossOf(transpose(tanh(matMul(V, transpose(x2(i, n)))))),
  ),
  w('one matrix for the matrices of all samples', [W], (i, n) => lossOf(tanh(matMul(x3(i, n), W)))),
  w('one matrix on the left of those of all samples', [W], (i, n) =>
    lossOf(tanh(matMul(W, transpose(x3(i, n), [0, 2, 1]), true))),
  ),
  w('a batch that is transposed', [W], (i, n) => lossOf(matMul(transpose(x2(i, n)), W, true))),
  w('parts of weights', [W, f4], (i, n) => {
    const [left, right] = split(W, [2, 1], 1);
    const gate = matMul(x2(i, n), slice(W, [0, 1], [5, 1]));
    const filters = unstack(split(f4 as Tensor4D, 2, 3)[1], 0)[1];
    const seen = conv2d(images(i, n) as Tensor4D, reshape(filters, [1, 2, 2, 2]) as Tensor4D, 1, 'same');
    return add(lossOf(mul(concat([matMul(x2(i, n), left), matMul(x2(i, n), right)], 1), gate)), lossOf(seen));
  }),
  w('a weight that is transposed', [V, b], (i, n) => lossOf(add(matMul(x2(i, n), transpose(V)), transpose(b)))),
  w('a fused dense layer', [W, b], (i, n) =>
    lossOf(fused.matMul({ a: x2(i, n) as Tensor2D, b: W as Tensor2D, bias: b })),
  ),
  w('rows of each sample', [W, b], (i, n) => lossOf(reshape(add(matMul(reshape(x3(i, n), [-1, 5]), W), b), [n, -1]))),
  w('tied weights', [W], (i, n) => lossOf(matMul(tanh(matMul(x2(i, n), W)), W, false, true))),
  w('scale and shift', [s, b], (i, n) => lossOf(sub(matMul(relu(mul(x2(i, n), s)), randomTensor([5, 3], 9)), b))),
  w('time first', [W], (i, n) =>
    lossOf(transpose(tanh(reshape(matMul(reshape(transpose(x3(i, n), [1, 0, 2]), [-1, 5]), W), [3, n, 3])), [1, 0, 2])),
  ),
  w('a recurrence', [W, V], (i, n) =>
    lossOf(unstack(x3(i, n), 1).reduce((h, x) => tanh(add(matMul(matMul(x, W), V), h)))),
  ),
  w('an embedding', [E], (i, n) => lossOf(tanh(gather(E, ids(i, n))))),
  w('conv2d', [f4], (i, n) => lossOf(tanh(conv2d(images(i, n) as Tensor4D, f4 as Tensor4D, [1, 2], 'same')))),
  w('conv2d, dilated', [f4], (i, n) =>
    lossOf(conv2d(images(i, n) as Tensor4D, f4 as Tensor4D, 1, 'valid', 'NHWC', [2, 1])),
  ),
  w('fused conv2d', [f4], (i, n) =>
    lossOf(fused.conv2d({ x: images(i, n) as Tensor4D, filter: f4 as Tensor4D, strides: 1, pad: 'same' })),
  ),
  w('conv1d', [f3], (i, n) => lossOf(conv1d(series(i, n) as Tensor3D, f3 as Tensor3D, 2, 'same'))),
  w('conv3d', [f5], (i, n) => lossOf(conv3d(volumes(i, n) as Tensor5D, f5 as Tensor5D, 1, 'same'))),
  w('depthwise', [d4], (i, n) => lossOf(depthwiseConv2d(images(i, n) as Tensor4D, d4 as Tensor4D, 2, 'same'))),
  w('conv2dTranspose', [t4], (i, n) =>
    lossOf(tanh(conv2dTranspose(images(i, n) as Tensor4D, t4 as Tensor4D, [n, 12, 10, 4], 2, 'same'))),
  ),
  w('pooling and a dense layer', [f4], (i, n) =>
    lossOf(maxPool(conv2d(images(i, n) as Tensor4D, f4 as Tensor4D, 1, 'same') as Tensor4D, 2, 2, 'valid')),
  ),
  w('batch normalisation with given moments', [s], (i, n) =>
    lossOf(
      batchNorm(
        x2(i, n) as Tensor2D,
        randomTensor([5], 30) as Tensor1D,
        square(randomTensor([5], 31)) as Tensor1D,
        undefined,
        s as Tensor1D,
      ),
    ),
  ),
  w('softmax cross entropy', [W, b], (i, n) =>
    tfLosses.softmaxCrossEntropy(
      oneHot([0, 2, 1, 1].slice(i, i + n), 3),
      add(matMul(x2(i, n), W), b),
      undefined,
      0,
      Reduction.NONE,
    ),
  ),
  w('weights that are squared', [W], (i, n) => lossOf(matMul(x2(i, n), square(W))), 'derivative'),
  w(
    'a penalty on the weights',
    [W],
    (i, n) => add(lossOf(matMul(x2(i, n), W)), mul(0.1, sum(square(W)))),
    'derivative',
  ),
];

describe('perSample', () => {
  it.each(cases)('%s', async (_name, variables, losses, way) => {
    const ways = await expectAsLoop(losses, variables, batch);
    expect(ways.map((one) => one.way)).toEqual(variables.map(() => way));
  });

  // Which way is taken does not depend on the backend, and GPUs compile anew for each shape.
  it.runIf(runsOnHost()).each(cases)('%s, a batch of one', async (_name, variables, losses) => {
    const ways = await expectAsLoop(losses, variables, 1);
    expect(ways).toHaveLength(variables.length);
  });
});
