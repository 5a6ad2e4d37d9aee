import { golden } from '@hyperprior/golden';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import {
  add,
  clone,
  engine,
  mul,
  Optimizer,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  train,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { adam } from '../../src/optimizers/adam.ts';
import type { AdamOptions } from '../../src/optimizers/adam-options.ts';

/** A variable of its own memory. */
function variableOf(values: number[], shape = [values.length]): Variable {
  const start = tensor(values, shape);
  const made = variable(start);
  start.dispose();
  return made;
}

const target = [0.3, -1.2, 2, 0.01, -4];
const start = [1, 1, -1, 0, 3];

/** `Σ (w - target)²`, whose gradient shrinks on the way, so that every part of the update matters. */
function lossOf(weights: Variable): Scalar {
  const goal = tensor1d(target);
  return sum(square(sub(weights, goal)));
}

interface GoldenRun {
  optimizer: string;
  kwargs: { lr: number; betas?: [number, number]; eps?: number; weight_decay?: number; amsgrad?: boolean };
  shapes: number[][];
  init: number[][];
  grads: number[][][];
  params_after: number[][][];
}

describe('adam', () => {
  it('gives the numbers of tf.train.adam over 100 steps', async () => {
    const [ours, theirs] = [variableOf(start), variableOf(start)];
    const [mine, stock] = [adam({ learningRate: 0.05 }), train.adam(0.05, 0.9, 0.999, 1e-7)];
    for (let step = 0; step < 100; step++) {
      mine.minimize(() => lossOf(ours), false, [ours]);
      stock.minimize(() => lossOf(theirs), false, [theirs]);
      // TF.js keeps 1 - 0.999^t in float32, whose error is 1e-5 of a step at first.
      if (step % 33 === 0) expectClose(await ours.data(), await theirs.data(), { abs: 3e-5, rel: 1e-5 });
    }
    expectClose(await ours.data(), await theirs.data(), { abs: 3e-5, rel: 1e-5 });
    for (const each of [mine, stock, ours, theirs]) each.dispose();
  });

  it('does so for a variable so large that wasm takes plain operations', async () => {
    const size = 2 ** 14 + 3;
    const values = Array.from({ length: size }, (_, i) => Math.sin(i));
    const [large, small] = [variableOf(values), variableOf(values.slice(0, 100))];
    const optimizer = adam({ learningRate: 0.05, epsilon: 1e-3 });
    const loss = () => add<Scalar>(sum(square(square(large))), sum(square(square(small))));
    for (let step = 0; step < 5; step++) optimizer.minimize(loss, false, [large, small]);
    expectClose((await large.data()).slice(0, 100), await small.data(), { abs: 1e-5 });
    for (const each of [optimizer, large, small]) each.dispose();
  });

  const runs = golden<{ runs: GoldenRun[] }>('hyp_optim/optim_step.json').runs.filter(
    ({ optimizer, kwargs }) => /adam/i.test(optimizer) && !kwargs.weight_decay && !kwargs.amsgrad,
  );

  it.each(runs)(
    "gives the numbers of PyTorch's Adam with $kwargs",
    async ({ kwargs, shapes, init, grads, params_after }) => {
      const { lr, betas: [beta1, beta2] = [0.9, 0.999], eps = 1e-8 } = kwargs;
      const optimizer = adam({ learningRate: lr, beta1, beta2, epsilon: eps });
      const weights = init.map((values, i) => variableOf(values.flat(9), shapes[i]));
      for (const [step, gradients] of grads.entries()) {
        const named = gradients.map((values, i) => ({
          name: weights[i].name,
          tensor: tensor(values.flat(9), shapes[i]),
        }));
        optimizer.applyGradients(named);
        for (const { tensor: gradient } of named) gradient.dispose();
        for (const [i, each] of weights.entries())
          expectClose(await each.data(), params_after[step][i].flat(9), { abs: 1e-6, rel: 2e-6 });
      }
      for (const each of [optimizer, ...weights]) each.dispose();
    },
  );

  it('has golden runs of PyTorch to compare with', () => {
    expect(runs.length).toBeGreaterThan(0);
  });

  it('leaves what shared memory with a variable as it was', async () => {
    const values = Float32Array.from(start);
    const source = tensor1d(values);
    const weights = variable(source);
    const copy = clone(weights);
    const handedOut = await weights.data();
    const before = [...handedOut];
    const optimizer = adam({ learningRate: 0.1 });
    for (let step = 0; step < 3; step++) optimizer.minimize(() => lossOf(weights), false, [weights]);
    expect([...values]).toEqual(start);
    expect([...handedOut]).toEqual(before);
    expectClose(await source.data(), start, {});
    expectClose(await copy.data(), start, {});
    expect([...(await weights.data())]).not.toEqual(start);
    for (const each of [source, weights, copy, optimizer]) each.dispose();
  });

  it('takes gradients as a map and as a list, leaves out null, and keeps apart by name', async () => {
    const [a, b] = [variableOf([1, 2]), variableOf([3])];
    const optimizer = adam({ learningRate: 0.1 });
    const gradient = tensor1d([1, -1]);
    const single = tensor1d([2]);
    optimizer.applyGradients({ [a.name]: gradient, [b.name]: null as unknown as Tensor });
    expectClose(await a.data(), [0.9, 2.1], { abs: 1e-6 });
    expectClose(await b.data(), [3], {});
    // The other way round: moments must follow the variable, not its place in the list.
    optimizer.applyGradients([
      { name: b.name, tensor: single },
      { name: a.name, tensor: gradient },
    ]);
    expectClose(await a.data(), [0.8, 2.2], { abs: 1e-5 });
    for (const each of [a, b, optimizer, gradient, single]) each.dispose();
  });

  it('leaves no tensor behind', async () => {
    await expectNoLeak(async () => {
      const [a, b] = [
        variableOf(start),
        variableOf(
          [
            [1, 2],
            [3, 4],
          ].flat(),
          [2, 2],
        ),
      ];
      const optimizer = adam({ learningRate: 0.1 });
      for (let step = 0; step < 3; step++) optimizer.minimize(() => mul(lossOf(a), sum(square(b))), false, [a, b]);
      const cost = optimizer.minimize(() => lossOf(a), true, [a]);
      cost?.dispose();
      for (const each of [optimizer, a, b]) each.dispose();
    });
  });

  it('goes on from saved weights as if it had not stopped, also from those of tf.train.adam', async () => {
    const weights = variableOf(start);
    const first = train.adam(0.05, 0.9, 0.999, 1e-7);
    const second = adam({ learningRate: 0.05 });
    const whole = adam({ learningRate: 0.05 });
    const reference = variableOf(start);
    for (let step = 0; step < 6; step++) whole.minimize(() => lossOf(reference), false, [reference]);

    for (let step = 0; step < 3; step++) first.minimize(() => lossOf(weights), false, [weights]);
    const saved = await first.getWeights();
    expect(saved.map(({ name }) => name)).toEqual(['iter', `${weights.name}/m`, `${weights.name}/v`]);
    await second.setWeights(saved);
    for (let step = 0; step < 2; step++) second.minimize(() => lossOf(weights), false, [weights]);
    const again = await second.getWeights();
    expect(again.map(({ name }) => name)).toEqual(saved.map(({ name }) => name));
    const third = adam({ learningRate: 0.05 });
    await third.setWeights(again);
    third.minimize(() => lossOf(weights), false, [weights]);
    expect(third.iterations).toBe(6);
    expectClose(await weights.data(), await reference.data(), { abs: 2e-5 });
    for (const { tensor: kept } of [saved[0], again[0]]) kept.dispose();
    for (const each of [first, second, third, whole, weights, reference]) each.dispose();
  });

  it('takes restored moments by order when the names have changed, and throws when the shapes do not fit', async () => {
    const [old, renamed, other] = [variableOf(start), variableOf(start), variableOf([1, 2])];
    const first = adam({ learningRate: 0.1 });
    first.minimize(() => lossOf(old), false, [old]);
    const saved = await first.getWeights();
    const second = adam({ learningRate: 0.1 });
    await second.setWeights(saved);
    const gradient = tensor1d([1, 1]);
    expect(() => second.applyGradients({ [other.name]: gradient })).toThrow(/restored weights must fit/);
    second.minimize(() => lossOf(renamed), false, [renamed]);
    const [, moment] = await second.getWeights();
    expect(moment.name).toBe(`${renamed.name}/m`);
    await expect(second.setWeights(saved.slice(0, 2))).rejects.toThrow(/in pairs/);
    saved[0].tensor.dispose();
    for (const each of [first, second, old, renamed, other, gradient]) each.dispose();
  });

  it('takes a new learning rate at any time', async () => {
    const weights = variableOf([1]);
    const gradient = tensor1d([1]);
    const optimizer = adam({ learningRate: 0.1 });
    optimizer.setLearningRate(0);
    optimizer.applyGradients({ [weights.name]: gradient });
    expectClose(await weights.data(), [1], {});
    optimizer.setLearningRate(0.5);
    expect(optimizer.learningRate).toBe(0.5);
    expect(optimizer.getConfig()).toEqual({ learningRate: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
    optimizer.applyGradients({ [weights.name]: gradient });
    expectClose(await weights.data(), [0.5], { abs: 1e-6 });
    expect(() => optimizer.setLearningRate(-1)).toThrow(/setLearningRate: 'learningRate' .* got -1/);
    for (const each of [weights, gradient, optimizer]) each.dispose();
  });

  it('is an Optimizer that saves under the name of TF.js', () => {
    const optimizer = adam({ learningRate: 0.1 });
    expect(optimizer).toBeInstanceOf(Optimizer);
    expect(optimizer.getClassName()).toBe('Adam');
    optimizer.dispose();
  });

  it.each([
    [{ learningRate: Number.NaN }, /'learningRate' .* got NaN/],
    [{ learningRate: 0.1, beta1: 1 }, /'beta1' .* got 1/],
    [{ learningRate: 0.1, beta2: -0.1 }, /'beta2' .* got -0.1/],
    [{ learningRate: 0.1, epsilon: -1 }, /'epsilon' .* got -1/],
    [0.1, /the options must be an object, such as { learningRate: 0.001 }, but got 0.1/],
    [undefined, /the options must be an object/],
  ])('throws for %j', (options, message) => {
    expect(() => adam(options as AdamOptions)).toThrow(message);
  });

  it('throws for a gradient that fits no variable, and changes nothing', async () => {
    const weights = variableOf([1, 2]);
    const optimizer = adam({ learningRate: 0.1 });
    const [fits, wrong] = [tensor1d([1, 1]), zeros([3])];
    await expectNoLeak(() => {
      expect(() =>
        optimizer.applyGradients([
          { name: weights.name, tensor: fits },
          { name: 'nobody', tensor: fits },
        ]),
      ).toThrow(/no variable named 'nobody'/);
      expect(() => optimizer.applyGradients({ [weights.name]: wrong })).toThrow(/shape \[2\], but got shape \[3\]/);
    });
    expectClose(await weights.data(), [1, 2], {});
    expect(optimizer.iterations).toBe(0);
    expect(engine().registeredVariables[weights.name]).toBe(weights);
    for (const each of [weights, optimizer, fits, wrong]) each.dispose();
  });
});
