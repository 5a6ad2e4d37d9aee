import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  cast,
  customGrad,
  dropout,
  exp,
  fused,
  type GradSaveFunc,
  logSigmoid,
  logSoftmax,
  losses as lossFunctions,
  matMul,
  mean,
  mul,
  neg,
  oneHot,
  type Rank,
  Reduction,
  reshape,
  slice,
  softmax,
  square,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  variable,
} from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { batchDerivatives, checkpoint, hessian, installGradients, type PerSample } from '../../src/index.ts';
import { randomTensor } from '../random.ts';
import { expectAsLoop } from './against-loop.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());

const [batch, features, classes] = [4, 3, 3];
const x: Tensor2D = reshape(randomTensor([batch, features], 1), [batch, features]);
const w = variable(reshape<Rank.R2>(randomTensor([features, classes], 2), [features, classes]));
const whole = tensor1d([0, 1, 2, 1], 'int32');
const labels: Tensor2D = reshape(cast(oneHot(whole, classes), 'float32'), [batch, classes]);
/** Their rows do not sum to one. */
const some = randomTensor([batch, classes], 3);
const bias: Tensor1D = reshape(randomTensor([classes], 4), [classes]);
const images: Tensor4D = reshape(randomTensor([batch, 3, 3, 1], 5), [batch, 3, 3, 1]);

const matrix = (each: Tensor): Tensor2D => reshape(each, [features, classes]);
const scores = (each: Tensor): Tensor2D => matMul(x, matrix(each));
const filter = (each: Tensor): Tensor4D => reshape(slice(matrix(each), [0, 0], [2, 2]), [2, 2, 1, 1]);
const weighted = (each: Tensor) => mean(mul(some, each));

/** Its gradient saves what was computed on the way. */
const ownGradient = (each: Tensor): Tensor =>
  customGrad((...inputsAndSave: (Tensor | GradSaveFunc)[]) => {
    const [z, save] = inputsAndSave as [Tensor, GradSaveFunc];
    const grown = exp(z);
    save([grown]);
    return { value: square(grown), gradFunc: (dy: Tensor, [saved]: Tensor[]) => mul(dy, mul(2, square(saved))) };
  })(each);

/** Losses of the scores' matrix, by what TF.js writes with a gradient of its own, and by what is made of that. */
const cases: [string, (w: Tensor) => Tensor][] = [
  ['softmaxCrossEntropy', (w) => lossFunctions.softmaxCrossEntropy(labels, scores(w))],
  [
    'softmaxCrossEntropy of a vector',
    (w) => mean(lossFunctions.softmaxCrossEntropy(labels, scores(w), undefined, 0, Reduction.NONE)),
  ],
  [
    'softmaxCrossEntropy, smoothed and weighted',
    (w) => lossFunctions.softmaxCrossEntropy(labels, scores(w), tensor1d([1, 2, 0, 3]), 0.1),
  ],
  ['softmaxCrossEntropy of whole numbers', (w) => lossFunctions.softmaxCrossEntropy(oneHot(whole, classes), scores(w))],
  ['softmaxCrossEntropy by its labels', (w) => lossFunctions.softmaxCrossEntropy(softmax(scores(w)), some)],
  ['sigmoidCrossEntropy', (w) => lossFunctions.sigmoidCrossEntropy(labels, scores(w))],
  ['logSoftmax', (w) => neg(weighted(logSoftmax(scores(w))))],
  ['logSigmoid', (w) => weighted(logSigmoid(scores(w)))],
  ['softmax', (w) => weighted(softmax(scores(w)))],
  ['dropout', (w) => mean(square(dropout(square(scores(w)), 0.5, undefined, 1)))],
  ['checkpoint', (w) => mean(checkpoint((z: Tensor) => logSoftmax(square(z)))(scores(w)))],
  ['a custom gradient', (w) => mean(ownGradient(scores(w)))],
  ['a custom gradient within another', (w) => weighted(ownGradient(logSigmoid(scores(w))))],
  ...(['linear', 'relu', 'elu', 'sigmoid', 'relu6', 'leakyrelu'] as const).flatMap(
    (activation): [string, (w: Tensor) => Tensor][] => [
      [
        `fused matMul, ${activation}`,
        (w) => weighted(square(fused.matMul({ a: x, b: matrix(w), bias, activation, leakyreluAlpha: 0.2 }))),
      ],
      [
        `fused conv2d, ${activation}`,
        (w) =>
          mean(square(fused.conv2d({ x: images, filter: filter(w), strides: 1, pad: 'same', bias: one, activation }))),
      ],
      [
        `fused depthwiseConv2d, ${activation}`,
        (w) =>
          mean(
            square(
              fused.depthwiseConv2d({ x: images, filter: filter(w), strides: 1, pad: 'same', bias: one, activation }),
            ),
          ),
      ],
    ],
  ),
];

const one = tensor1d([0.3]);
const near = { rel: 1e-4, abs: 1e-5 };

/** Of the Hessian, in full. */
function productOf(loss: (w: Tensor) => Tensor, vector: Tensor): Tensor {
  return sum(mul(reshape(hessian(loss)(w), [w.size, w.size]), reshape(vector, [1, w.size])), 1);
}

describe('the second derivative of what has a gradient of its own', () => {
  it.each(cases)('is that of hessian: %s', async (_, loss) => {
    const found = batchDerivatives(() => loss(w), [w], { hessian: true });
    const vector = randomTensor(w.shape, 6);
    const expected = await productOf(loss, vector).data();
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1e-3);
    await expectTensorClose(found.hessianProduct([vector])[0], expected, near);
    found.dispose();
  });

  it('leaves the ways of the samples as they are, and nothing behind', async () => {
    const offset = variable(bias);
    const lossesOf = (from: number, count: number) => {
      const a: Tensor2D = slice(x, from, count);
      const given: Tensor2D = slice(labels, from, count);
      const logits: Tensor2D = reshape(fused.matMul({ a, b: w, bias: offset }), [count, classes]);
      return lossFunctions.softmaxCrossEntropy(given, logits, undefined, 0, Reduction.NONE);
    };
    const measure = () => batchDerivatives(() => lossesOf(0, batch), [w, offset], { hessian: true });
    const ways = await expectAsLoop(lossesOf, [w, offset], batch, measure().samples as PerSample);
    expect(ways.map(({ way }) => way)).toEqual(['linear', 'linear']);
    await expectNoLeak(async () => measure().dispose());
  });
});
