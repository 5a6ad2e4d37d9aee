import { adam } from '@hyperprior/backends';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import {
  add,
  dispose,
  io,
  mean,
  memory,
  mul,
  type Optimizer,
  oneHot,
  randomNormal,
  type Scalar,
  sum,
  train,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { type LayersModel, layers, loadLayersModel, regularizers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import {
  alpha,
  type CockpitRecord,
  cockpit,
  distance,
  every,
  gradientNorm,
  hessianTrace,
  loss,
  normTest,
  type Quantities,
  singleStep,
  type TrackOptions,
  track,
} from '../src/index.ts';
import { goldenRun } from './problem.ts';

const [samples, batchSize] = [24, 8];
const x = randomNormal([samples, 5], 0, 1, 'float32', 1);
const labels = oneHot(
  Array.from({ length: samples }, (_, i) => i % 3),
  3,
);

/** A small classifier whose weights are always the same. */
function classifier({ l2 = 0, normalised = false } = {}): LayersModel {
  const model = sequential({
    layers: [
      layers.dense({ inputShape: [5], units: 4, activation: 'tanh' }),
      ...(normalised ? [layers.batchNormalization()] : []),
      layers.dense({
        units: 3,
        activation: 'softmax',
        ...(l2 > 0 ? { kernelRegularizer: regularizers.l2({ l2 }) } : {}),
      }),
    ],
  });
  const weights = model.trainableWeights.map(({ shape }, i) =>
    randomNormal(shape as number[], 0, 0.7, 'float32', 2 + i),
  );
  if (!normalised) model.setWeights(weights);
  dispose(weights);
  return model;
}

async function fitted<Q extends Quantities>(
  optimizer: Optimizer,
  quantities: Q,
  {
    options = {},
    model = classifier(),
    epochs = 1,
  }: { options?: TrackOptions<Q>; model?: LayersModel; epochs?: number } = {},
) {
  const records: CockpitRecord<Q>[] = [];
  const tracked = track(optimizer, quantities, { onRecord: (record) => records.push(record), ...options });
  model.compile({ optimizer: tracked, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const { history } = await model.fit(x, labels, {
    batchSize,
    epochs,
    shuffle: false,
    verbose: 0,
    callbacks: tracked.callback,
  });
  const weights = await valuesOf(model);
  return { records, history, weights, tracked, model };
}

const valuesOf = (model: LayersModel): Promise<number[][]> =>
  Promise.all(model.getWeights().map(async (weight) => Array.from(await weight.data())));

/** Where plain training comes to. */
async function plainly(optimizer: Optimizer, model = classifier(), epochs = 1) {
  model.compile({ optimizer, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const { history } = await model.fit(x, labels, { batchSize, epochs, shuffle: false, verbose: 0 });
  return { history, weights: await valuesOf(model) };
}

function expectSame(actual: Awaited<ReturnType<typeof plainly>>, expected: Awaited<ReturnType<typeof plainly>>): void {
  expect(Object.keys(actual.history)).toEqual(Object.keys(expected.history));
  for (const name of Object.keys(expected.history))
    expectClose(actual.history[name] as number[], expected.history[name] as number[], { rel: 1e-5, abs: 1e-6 });
  expected.weights.forEach((values, i) => {
    expectClose(actual.weights[i], values, { rel: 1e-4, abs: 1e-6 });
  });
}

describe('track', () => {
  it.each<[string, () => Optimizer, { l2?: number; normalised?: boolean }]>([
    ['SGD', () => train.sgd(0.1), {}],
    ['momentum and a regularizer', () => train.momentum(0.1, 0.9), { l2: 0.1 }],
    ['Adam', () => train.adam(0.01), {}],
    ["backends' Adam", () => adam({ learningRate: 0.01 }), {}],
  ])('fits a model as the optimizer alone does: %s', async (_, make, config) => {
    const found = await fitted(
      make(),
      { alpha: alpha(), norm: normTest({ schedule: every(2) }) },
      { model: classifier(config), epochs: 2 },
    );
    expectSame(found, await plainly(make(), classifier(config), 2));
    expect(found.records.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(found.records.every(({ problems }) => Object.keys(problems).length === 0)).toBe(true);
    expect(found.records.map(({ values }) => values.alpha?.since)).toEqual([undefined, 0, 1, 2, 3, 4]);
    expect(found.records.slice(1).every(({ values }) => Number.isFinite(values.alpha?.alpha))).toBe(true);
    expect(found.tracked.nextStep).toBe(6);
  });

  it('measures what a cockpit of the same losses measures', async () => {
    const run = goldenRun();
    const optimizer = track(
      train.sgd(0.1),
      { alpha: alpha(), norm: gradientNorm(), trace: hessianTrace() },
      {
        onRecord: (record) => records.push(record),
      },
    );
    const records: unknown[] = [];
    for (let step = 0; step < 2; step++) optimizer.minimize(() => mean(run.losses(step)()), false, run.variables);
    await optimizer.settled();
    const other = goldenRun();
    const instruments = cockpit(other.variables, { alpha: alpha(), norm: gradientNorm(), trace: hessianTrace() });
    const plain = train.sgd(0.1);
    const expected = await Promise.all([0, 1].map((step) => instruments.step(plain, other.losses(step))));
    expect(records).toEqual(expected);
    for (const each of [run, other, instruments, optimizer]) each.dispose();
  });

  it('leaves alone what is not trained, before and after it is frozen', async () => {
    const frozen = async (optimizer: Optimizer, callbacks: Parameters<LayersModel['fit']>[2] = {}) => {
      const model = classifier({ l2: 0.1 });
      model.layers[1].trainable = false;
      model.compile({ optimizer, loss: 'categoricalCrossentropy' });
      await model.fit(x, labels, { batchSize, shuffle: false, verbose: 0, ...callbacks });
      (model.trainableWeights[0].read() as Variable).trainable = false;
      await model.fit(x, labels, { batchSize, shuffle: false, verbose: 0, ...callbacks });
      return valuesOf(model);
    };
    const records: CockpitRecord<{ alpha: ReturnType<typeof alpha>; distance: ReturnType<typeof distance> }>[] = [];
    const tracked = track(
      train.momentum(0.1, 0.9),
      { alpha: alpha(), distance: distance() },
      { onRecord: (record) => records.push(record) },
    );
    const values = await frozen(tracked, { callbacks: tracked.callback });
    (await frozen(train.momentum(0.1, 0.9))).forEach((expected, i) => {
      expectClose(values[i], expected, { rel: 1e-4, abs: 1e-6 });
    });
    expect(records.map(({ values: { alpha, distance } }) => [alpha?.since, distance?.length])).toEqual([
      [undefined, 2],
      [0, 2],
      [1, 2],
      [undefined, 1],
      [3, 1],
      [4, 1],
    ]);
    expect(records.flatMap(({ problems }) => Object.keys(problems))).toEqual([]);
  });

  it('refuses a loss that no variable goes into', () => {
    const a = variable(randomNormal([3], 0, 1, 'float32', 1));
    const tracked = track(train.sgd(0.1), { loss: loss() });
    expect(() => tracked.minimize(() => mean(mul(x, 2)) as Scalar, false, [a])).toThrow('do not depend on any of');
    a.dispose();
  });

  it('runs the model once a step, whatever is measured', async () => {
    const model = classifier();
    let calls = 0;
    const [first] = model.layers;
    const call = first.call.bind(first);
    first.call = (...given) => {
      calls++;
      return call(...given);
    };
    await fitted(train.sgd(0.1), { alpha: alpha(), trace: hessianTrace({ probes: 1 }) }, { model });
    expect(calls).toBe(3);
  });

  it('takes the penalty of a regularizer for a part of each loss', async () => {
    const { records, history } = await fitted(
      train.sgd(0.01),
      { alpha: alpha(), loss: loss() },
      { model: classifier({ l2: 0.5 }) },
    );
    const losses = records.map(({ values }) => values.loss ?? 0);
    expectClose([losses.reduce((all, each) => all + each / 3, 0)], history.loss as number[], { rel: 1e-5 });
    expectClose([records[1].values.alpha?.observed.losses[0] ?? 0], [losses[0]], { rel: 1e-5 });
  });

  it('tells what it could not measure, and trains on', async () => {
    const quantities = { alpha: alpha(), test: normTest(), norm: gradientNorm() };
    const { records, history } = await fitted(train.sgd(0.1), quantities, { model: classifier({ normalised: true }) });
    for (const { problems, values } of records) {
      expect(problems.test?.message).toContain('batch normalisation');
      expect(problems.alpha).toBeUndefined();
      expect(values.norm).toHaveLength(6);
    }
    expect(records.slice(1).every(({ values }) => Number.isFinite(values.alpha?.alpha))).toBe(true);
    expect(history.acc).toHaveLength(1);
  });

  it('waits for its records at each batch', async () => {
    const seen: number[] = [];
    const model = classifier();
    const tracked = track(train.sgd(0.1), { loss: loss() }, { onRecord: ({ step }) => seen.push(step) });
    model.compile({ optimizer: tracked, loss: 'categoricalCrossentropy' });
    const counts: number[] = [];
    const counting = { onBatchEnd: async () => void counts.push(seen.length) };
    await model.fit(x, labels, { batchSize, verbose: 0, callbacks: [tracked.callback, counting] });
    expect(counts).toEqual([1, 2, 3]);
  });

  it('trains on a batch, and says nothing of steps at which nothing is due', async () => {
    const model = classifier();
    const seen: number[] = [];
    const tracked = track(
      train.sgd(0.1),
      { loss: loss({ schedule: every(2) }) },
      { onRecord: ({ step }) => seen.push(step) },
    );
    model.compile({ optimizer: tracked, loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
    for (let step = 0; step < 3; step++) expect(await model.trainOnBatch(x, labels)).toHaveLength(2);
    await tracked.settled();
    expect(seen).toEqual([0, 2]);
  });

  it('begins anew where other variables are trained', async () => {
    const [a, b] = [1, 2].map((seed) => variable(randomNormal([3], 0, 1, 'float32', seed)));
    const records: CockpitRecord<{ norm: ReturnType<typeof gradientNorm> }>[] = [];
    const tracked = track(train.sgd(0.1), { norm: gradientNorm() }, { onRecord: (record) => records.push(record) });
    const losses = () => sum<Scalar>(add(mul(a, a), b));
    tracked.minimize(losses, false, [a, b] as Variable[]);
    tracked.minimize(losses, false, [a] as Variable[]);
    await tracked.settled();
    expect(records.map(({ step, values }) => [step, values.norm?.length])).toEqual([
      [0, 2],
      [1, 1],
    ]);
    dispose([a, b]);
    tracked.dispose();
  });

  it('stops a strict run, and hands on what onRecord throws', async () => {
    const failing = singleStep<number>('failing', every(1), () => {
      throw new Error('the instrument is broken');
    });
    await expect(fitted(train.sgd(0.1), { failing }, { options: { strict: true } })).rejects.toThrow('is broken');
    const onRecord = () => {
      throw new Error('the disk is full');
    };
    await expect(fitted(train.sgd(0.1), { loss: loss() }, { options: { onRecord } })).rejects.toThrow('disk is full');
  });

  it('is saved and loaded as the optimizer that it wraps', async () => {
    const { model, tracked } = await fitted(train.adam(0.01), { loss: loss() });
    let saved: io.ModelArtifacts = {};
    await model.save(
      io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: io.getModelArtifactsInfoForJSON(artifacts) };
      }),
      { includeOptimizer: true },
    );
    const loaded = await loadLayersModel(io.fromMemory(saved));
    expect(loaded.optimizer.getClassName()).toBe('Adam');
    expect(loaded.optimizer.getConfig()).toEqual(tracked.getConfig());
    expect(tracked.iterations).toBe(3);
  });

  it('leaves nothing behind', async () => {
    const once = async (quantities: Quantities, config = {}) => {
      const model = classifier(config);
      // TF.js's own optimizers leave a scalar behind.
      const { tracked } = await fitted(adam({ learningRate: 0.01 }), quantities, { model });
      tracked.dispose();
      model.dispose();
    };
    await expectNoLeak(() => once({ alpha: alpha(), trace: hessianTrace({ probes: 1 }) }, { l2: 0.1 }));
    await expectNoLeak(() => once({ alpha: alpha() }, { normalised: true }));
    const { model, tracked } = await fitted(train.sgd(0.1), { alpha: alpha() });
    const { numTensors } = memory();
    await model.fit(x, labels, { batchSize, epochs: 2, verbose: 0, callbacks: tracked.callback });
    expect(memory().numTensors).toBe(numTensors);
  });

  it('measures the steps of two that share an optimizer, each its own', async () => {
    const optimizer = train.momentum(0.1, 0.9);
    const run = goldenRun();
    const seen: string[] = [];
    const [one, other] = ['one', 'other'].map((name) =>
      track(
        optimizer,
        { alpha: alpha(), loss: loss() },
        {
          onRecord: ({ step, values, problems }) =>
            seen.push(`${name} ${step} ${values.alpha?.since} ${problems.alpha?.message.slice(0, 32)}`),
        },
      ),
    );
    for (const each of [one, one, other, one, other]) {
      each.minimize(() => mean(run.losses(0)()), false, run.variables);
      await each.settled();
    }
    const moved = 'alpha: the variables were changed';
    expect(seen).toEqual([
      'one 0 undefined undefined',
      'one 1 0 undefined',
      'other 0 undefined undefined',
      `one 2 undefined ${moved.slice(0, 32)}`,
      `other 1 undefined ${moved.slice(0, 32)}`,
    ]);
    for (const each of [one, other, run]) each.dispose();
  });

  it('makes no steps after its end, and ends twice', () => {
    const tracked = track(train.momentum(0.1, 0.9), { loss: loss() });
    tracked.dispose();
    tracked.dispose();
    const words = 'this tracked optimizer was disposed; track another optimizer';
    expect(() => tracked.minimize(() => mean(x) as Scalar)).toThrow(`track.minimize: ${words}`);
    expect(() => tracked.applyGradients({})).toThrow(`track.applyGradients: ${words}`);
  });

  it.each<[() => unknown, string]>([
    [
      () => track(track(train.sgd(0.1), { loss: loss() }), { alpha: alpha() }),
      "track: 'optimizer' must be one that is not tracked, but is one that track returned",
    ],
    [
      () => cockpit([variable(x)], { loss: loss() }).step(track(train.sgd(0.1), { loss: loss() }), () => mean(x, 1)),
      "cockpit.step: 'optimizer' must be one that is not tracked",
    ],
    [() => track('sgd' as never, {}), "track: 'optimizer' must be an optimizer, such as tf.train.sgd(0.1), but is sgd"],
    [
      () => track(train.sgd(0.1), { alpha: alpha as never }),
      "track: 'quantities.alpha' must be a quantity, such as alpha(), but is the function alpha",
    ],
    [() => track(train.sgd(0.1), {}, { firstStep: 0.5 }), "track: 'firstStep' must be a whole number of at least 0"],
    [() => track(train.sgd(0.1), {}, { onRecord: 3 as never }), "track: 'onRecord' must be a function, but is 3"],
  ])('refuses in words', (make, message) => {
    expect(make).toThrow(message);
  });
});
