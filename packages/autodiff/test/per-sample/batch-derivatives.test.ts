import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  add,
  dispose,
  div,
  losses as lossFunctions,
  matMul,
  mean,
  memory,
  mul,
  neg,
  reshape,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tanh,
  tidy,
  variable,
} from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { batchDerivatives, hvp, installGradients, type PerSample, valueAndGrad } from '../../src/index.ts';
import { randomTensor } from '../random.ts';
import { expectAsLoop } from './against-loop.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());

const batch = 5;
const x: Tensor2D = reshape(randomTensor([batch, 4], 1), [batch, 4]);
const y = randomTensor([batch, 3], 2);
const w = variable(randomTensor([4, 3], 3));
const b = variable(randomTensor([3], 4));
const variables = [w, b];

/** Not trained, and a constant of the penalty on it. */
const frozen = variable(randomTensor([3, 2], 8), false);
const anchor = randomTensor([3, 2], 9);

const output = (from = 0, count = batch) => tanh(add(matMul(slice(x, from, count), w), b));
const errors = (from = 0, count = batch) => square(sub(output(from, count), slice(y, from, count)));
const penalty = () => mul(sum(square(w)), 0.3);
const weights = randomTensor([batch, 1], 5);
const count = batch * 3;

/** The objective, and the samples' losses of which it is the mean. */
const averaged: [string, () => Tensor, (from: number, count: number) => Tensor][] = [
  ['a vector', () => mean(errors(), 1), (...some) => mean(errors(...some), 1)],
  ['the mean of a vector', () => mean(mean(errors(), 1)), (...some) => mean(errors(...some), 1)],
  ['the mean of all values', () => mean(errors()), (...some) => mean(errors(...some), 1)],
  ["TensorFlow.js's losses", () => lossFunctions.meanSquaredError(y, output()), (...some) => mean(errors(...some), 1)],
  [
    'losses with weights',
    () => lossFunctions.meanSquaredError(y, output(), weights),
    (from, some) => mul(sum(mul(errors(from, some), slice(weights, from, some)), 1), batch / count),
  ],
  [
    'a mean, and penalties',
    () => add(add(mean(mean(mean(errors(), 1))), penalty()), mean(square(b))),
    (...some) => add(mean(errors(...some), 1), add(penalty(), mean(square(b)))),
  ],
];

averaged.push([
  'a mean, and penalties on what is not trained and with constants',
  () => add(add(mean(errors()), sum(square(sub(frozen, anchor)))), sum(square(frozen))),
  (...some) => add(mean(errors(...some), 1), add(sum(square(sub(frozen, anchor))), sum(square(frozen)))),
]);

const squares = (...some: number[]) => mean(square(output(...some)), 1);

/** Objectives whose samples can be told apart, though they are not means with penalties to the right. */
const combined: typeof averaged = [
  ['half a mean', () => mul(0.5, mean(errors())), (...some) => mul(mean(errors(...some), 1), 0.5)],
  ['a mean, divided twice', () => div(div(mean(errors()), 2), 3), (...some) => div(mean(errors(...some), 1), 6)],
  ['a mean with the opposite sign', () => neg(mean(errors())), (...some) => neg(mean(errors(...some), 1))],
  [
    'a mean, scaled by a variable',
    () => mul(mean(errors()), sum(square(b))),
    (...some) => mul(mean(errors(...some), 1), sum(square(b))),
  ],
  ['a mean added to itself', () => twiceOf(mean(errors())), (...some) => mul(mean(errors(...some), 1), 2)],
  [
    'two means, weighted and subtracted',
    () => tidy(() => sub(mul(mean(errors()), 3), div(mean(square(output())), 2))),
    (...some) => sub(mul(mean(errors(...some), 1), 3), div(squares(...some), 2)),
  ],
  [
    'a mean and a weighted sum over the samples',
    () => add(mean(errors()), mul(0.1, sum(square(output())))),
    (...some) => add(mean(errors(...some), 1), mul(squares(...some), 0.1 * count)),
  ],
  [
    'penalties on both sides, all scaled',
    () => mul(add(mean(square(b)), sub(mean(errors()), penalty())), -2),
    (...some) => mul(add(mean(errors(...some), 1), sub(mean(square(b)), penalty())), -2),
  ],
  [
    'a mean without a baseline of the labels',
    () => sub(mean(errors()), mean(square(y))),
    (...some) => sub(mean(errors(...some), 1), mean(square(y))),
  ],
];

function twiceOf(x: Tensor): Tensor {
  return add(x, x);
}

describe('batchDerivatives', () => {
  it.each([...averaged, ...combined])('finds the samples of %s', async (_, objective, losses) => {
    const found = batchDerivatives(objective, variables);
    const { value, grads } = valueAndGrad((..._all: Tensor[]) => mean(objective()))(...variables);
    await expectTensorClose(found.loss, await value.data(), { rel: 1e-5 });
    for (const [i, gradient] of found.gradient.entries())
      await expectTensorClose(gradient as Tensor, await grads[i].data(), { rel: 1e-4, abs: 1e-6 });
    await expectAsLoop(losses, variables, batch, found.samples as PerSample);
    found.dispose();
  });

  it('runs once, also where the samples cannot be told apart', async () => {
    let calls = 0;
    const counted = (objective: () => Tensor) => () => {
      calls++;
      return objective();
    };
    const mixed = () => mul(mean(errors(), 1), mean(errors()));
    for (const objective of [() => mean(errors()), mixed]) batchDerivatives(counted(objective), variables).dispose();
    expect(calls).toBe(2);
    const { gradient, samples } = batchDerivatives(mixed, variables);
    expect((samples as Error).message).toContain('mixes the samples');
    const { grads } = valueAndGrad((..._all: Tensor[]) => mean(mixed()))(...variables);
    await expectTensorClose(gradient[0] as Tensor, await grads[0].data(), { rel: 1e-4, abs: 1e-6 });
  });

  it.each<[string, () => Tensor]>([
    ['a sum is not divided', () => sum(errors())],
    ['the mean is squared', () => square(mean(errors()))],
    ['two means are multiplied', () => mul(mean(errors()), mean(square(output())))],
    ['a mean divides', () => div(mean(errors()), mean(square(output())))],
    ['means of different batches are added', () => add(mean(errors()), mean(errors(0, 2)))],
    ['the samples are averaged before their values', () => mean(mean(errors(), 0))],
    ['their averages are weighted', () => mean(mul(square(mean(errors(), 0)), 2))],
    ['a penalty sees the samples', () => add(mean(errors()), mean(square(output(0, 1))))],
  ])('tells no samples apart where %s', async (_, objective) => {
    const { loss, gradient, samples, dispose } = batchDerivatives(objective, variables);
    expect((samples as Error).message).toContain('a scalar that is made in another way');
    const { value, grads } = valueAndGrad((..._all: Tensor[]) => objective())(...variables);
    await expectTensorClose(loss, await value.data(), { rel: 1e-5 });
    await expectTensorClose(gradient[1] as Tensor, await grads[1].data(), { rel: 1e-4, abs: 1e-6 });
    dispose();
  });

  it('has null for a variable that the loss does not use, and zeros of each sample', async () => {
    const unused = variable(randomTensor([2], 6));
    const { gradient, samples } = batchDerivatives(() => mean(errors(), 1), [w, b, unused]);
    expect(gradient[2]).toBeNull();
    const { gradients, factors, norms } = samples as PerSample;
    await expectTensorClose(gradients(1, 2)[2], new Float32Array(4), { abs: 0 });
    expect(factors()[2]).toBeNull();
    const alone = batchDerivatives(() => mean(errors(), 1), [w, b]).samples as PerSample;
    await expectTensorClose(norms(), await alone.norms().data(), { rel: 1e-6 });
  });

  it.each([...averaged, ...combined])('multiplies by the Hessian: %s', async (_, objective) => {
    const vector = variables.map(({ shape }, i) => randomTensor(shape, 20 + i));
    const expected = hvp((..._all: Tensor[]) => mean(objective()), [...variables], vector);
    const found = batchDerivatives(objective, variables, { hessian: true });
    for (let again = 0; again < 2; again++)
      for (const [i, product] of found.hessianProduct(vector).entries())
        await expectTensorClose(product, await expected[i].data(), { rel: 1e-4, abs: 1e-5 });
    found.dispose();
    expect(() => found.hessianProduct(vector)).toThrow('must not have been disposed');
    expect(() => batchDerivatives(objective, variables).hessianProduct(vector)).toThrow('`hessian: true`');
  });

  it('multiplies by the Gauss-Newton matrix, which is the Hessian where the output is linear', async () => {
    const vector = variables.map(({ shape }, i) => randomTensor(shape, 20 + i));
    let line: Tensor = x;
    const found = batchDerivatives(
      () => {
        line = add(matMul(x, w), b);
        return sum(mul(square(sub(line, y)), square(line)), 1);
      },
      variables,
      { hessian: true },
    );
    const expected = found.hessianProduct(vector);
    for (const [i, product] of found.gaussNewtonProduct(line, vector).entries())
      await expectTensorClose(product, await expected[i].data(), { rel: 1e-4, abs: 1e-5 });
    await expectNoLeak(async () => dispose(found.gaussNewtonProduct(line, vector)));
    await expectNoLeak(async () =>
      expect(() => found.gaussNewtonProduct(y, vector)).toThrow("'output' must be a tensor"),
    );
    expect(() => found.gaussNewtonProduct(line, [])).toThrow("gaussNewtonProduct: 'vector'");
    found.dispose();
    expect(() => found.gaussNewtonProduct(line, vector)).toThrow('must not have been disposed');
  });

  it('leaves nothing behind', async () => {
    const direction = variables.map(({ shape }) => randomTensor(shape, 7));
    const all = (objective: () => Tensor) => {
      const found = batchDerivatives(objective, variables, { hessian: true });
      dispose(found.hessianProduct(direction));
      const samples = found.samples as PerSample;
      if (!(samples instanceof Error))
        dispose([samples.norms(), samples.project(direction), samples.gram(), ...samples.squaredSum()]);
      found.dispose();
    };
    for (const [, objective] of [...averaged, ...combined]) await expectNoLeak(async () => all(objective));
    await expectNoLeak(async () => all(() => sum(errors())));
    await expectNoLeak(async () => {
      tidy(() => {
        batchDerivatives(averaged[5][1], variables, { hessian: true });
      });
    });
    const before = memory().numTensors;
    expect(() => batchDerivatives(() => 3 as never, variables)).toThrow('but returned the number 3');
    expect(() => batchDerivatives(() => slice(mean(errors(), 1), 0, 0), variables)).toThrow('an empty batch');
    expect(memory().numTensors).toBe(before);
  });

  it('makes the gradients of some variables alone', async () => {
    const { samples } = batchDerivatives(() => mean(errors(), 1), variables);
    const { gradients } = samples as PerSample;
    const [one] = gradients(1, 2, [1]);
    await expectTensorClose(one, await gradients(1, 2)[1].data(), { rel: 1e-6 });
    expect(() => gradients(0, 1, [2])).toThrow("'only' must hold places from 0 to 1, but holds 2");
  });
});
