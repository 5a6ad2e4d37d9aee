import { adam } from '@hyperprior/backends';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import {
  mean,
  memory,
  mul,
  type Optimizer,
  reshape,
  stack,
  sum,
  type Tensor,
  type Tensor1D,
  train,
  type Variable,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  alpha,
  type CockpitRecord,
  cockpit,
  every,
  gradientNorm,
  loss,
  normTest,
  type Quantities,
  singleStep,
} from '../src/index.ts';
import { goldenRun } from './problem.ts';

const sgd = (): Optimizer => train.sgd(0.1);
const failing = () =>
  singleStep<number>('failing', every(1), () => {
    throw new Error('the instrument is broken');
  });

interface Trained<Q extends Quantities> {
  records: CockpitRecord<Q>[];
  values: number[][];
}

/** Trains the golden run for some steps and returns its records, and where its variables came to. */
async function trained<Q extends Quantities>(
  quantities: Q,
  {
    steps = 4,
    samples = 16,
    options = {},
    optimizer = sgd(),
    change = (losses: () => Tensor1D): (() => Tensor) => losses,
  },
): Promise<Trained<Q>> {
  const run = goldenRun();
  const instruments = cockpit(run.variables, quantities, options);
  try {
    const promises = Array.from({ length: steps }, (_, step) =>
      instruments.step(optimizer, change(run.losses(step, samples))),
    );
    const records = await Promise.all(promises);
    const values = await Promise.all(run.variables.map(async (each) => Array.from(await each.data())));
    return { records, values };
  } finally {
    instruments.dispose();
    optimizer.dispose();
    run.dispose();
  }
}

/** Where plain training comes to. */
async function plain(steps: number, optimizer = sgd()): Promise<number[][]> {
  const run = goldenRun();
  for (let step = 0; step < steps; step++) optimizer.minimize(() => mean(run.losses(step)()), false, run.variables);
  const values = await Promise.all(run.variables.map(async (each) => Array.from(await each.data())));
  optimizer.dispose();
  run.dispose();
  return values;
}

const expectSame = (actual: number[][], expected: number[][]) =>
  expected.forEach((values, i) => {
    expectClose(actual[i], values, { rel: 1e-5, abs: 1e-6 });
  });

describe('cockpit', () => {
  it('trains as the optimizer alone does, whatever it measures', async () => {
    const { values } = await trained({ alpha: alpha() }, { optimizer: adam({ learningRate: 0.01 }) });
    expectSame(values, await plain(4, adam({ learningRate: 0.01 })));
    const sometimes = await trained({ alpha: alpha({ schedule: every(2, 1) }) }, { steps: 5 });
    expectSame(sometimes.values, await plain(5));
  });

  it('does a plain step where nothing is due', async () => {
    let calls = 0;
    const run = goldenRun();
    const instruments = cockpit(run.variables, { alpha: alpha({ schedule: () => false }) });
    const optimizer = sgd();
    let minimized = 0;
    const minimize = optimizer.minimize.bind(optimizer);
    optimizer.minimize = (...given) => {
      minimized++;
      return minimize(...given);
    };
    const record = await instruments.step(optimizer, () => {
      calls++;
      return run.losses(0)();
    });
    expect([calls, minimized]).toEqual([1, 1]);
    expect(record).toEqual({ step: 0, values: {}, problems: {} });
    run.dispose();
  });

  it('runs the losses once a step', async () => {
    let calls = 0;
    const counted = (losses: () => Tensor1D) => () => {
      calls++;
      return losses();
    };
    await trained({ alpha: alpha(), again: alpha({ schedule: every(2) }) }, { steps: 3, change: counted });
    expect(calls).toBe(3);
  });

  it('holds several trackers, each with its schedule, and several cockpits side by side', async () => {
    const often = alpha();
    const { records } = await trained({ often, seldom: alpha({ schedule: every(3, 1) }) }, { steps: 6 });
    expect(records.map(({ values }) => values.seldom?.since)).toEqual([
      undefined,
      undefined,
      1,
      undefined,
      undefined,
      4,
    ]);
    expect(records[2].values.seldom).toEqual(records[2].values.often);
    const other = await trained({ often }, { steps: 2 });
    expect(other.records[1].values.often).toEqual(records[1].values.often);
  });

  it('starts late, and is gone on with at any step', async () => {
    const late = await trained({ alpha: alpha({ schedule: (step) => step >= 2 }) }, { steps: 5 });
    expect(late.records.map(({ values }) => values.alpha?.since)).toEqual([undefined, undefined, undefined, 2, 3]);
    const resumed = await trained({ alpha: alpha() }, { steps: 2, options: { firstStep: 7 } });
    expect(resumed.records.map(({ step, values }) => [step, values.alpha?.since])).toEqual([
      [7, undefined],
      [8, 7],
    ]);
  });

  it('is plain data', async () => {
    const { records } = await trained({ alpha: alpha() }, { steps: 3 });
    expect(JSON.parse(JSON.stringify(records))).toEqual(records);
  });

  it('leaves nothing behind', async () => {
    await expectNoLeak(() => trained({ alpha: alpha() }, { steps: 3 }));
    await expectNoLeak(() => trained({ alpha: alpha(), failing: failing() }, { steps: 3 }));
    await expectNoLeak(() =>
      expect(trained({ failing: failing(), alpha: alpha() }, { options: { strict: true } })).rejects.toThrow(
        'is broken',
      ),
    );
    const run = goldenRun();
    const instruments = cockpit(run.variables, { alpha: alpha() });
    const optimizer = sgd();
    const held: number[] = [];
    for (let step = 0; step < 4; step++) {
      await instruments.step(optimizer, run.losses(step));
      held.push(memory().numTensors);
    }
    expect(new Set(held).size).toBe(1);
    instruments.dispose();
    run.dispose();
  });
});

describe('what goes wrong', () => {
  it('is told, and the training goes on', async () => {
    const { records, values } = await trained({ failing: failing(), alpha: alpha() }, { steps: 3 });
    for (const { problems } of records) expect(problems.failing?.message).toBe('the instrument is broken');
    expect(records[2].values.alpha?.since).toBe(1);
    expect(records[2].problems.alpha).toBeUndefined();
    expectSame(values, await plain(3));
  });

  it.each<[string, (losses: () => Tensor1D) => () => Tensor, string]>([
    ['one loss for all samples', (losses) => () => sum(losses()), 'a scalar that is made in another way'],
    ['losses that mix the samples', (losses) => () => mixed(losses()), 'mixes the samples of the batch'],
  ])('may be %s: alpha is that of batches', async (_, change, message) => {
    const { records, values } = await trained({ alpha: alpha(), test: normTest(), loss: loss() }, { steps: 3, change });
    for (const { problems } of records) {
      expect(problems.test?.message).toContain(message);
      expect(problems.alpha).toBeUndefined();
    }
    for (const { step, values } of records.slice(1)) {
      const { losses, lossVariances, slopeVariances } = values.alpha?.observed ?? {};
      expect(losses).toEqual([records[step - 1].values.loss, values.loss]);
      expect([lossVariances, slopeVariances]).toEqual([
        [0, 0],
        [0, 0],
      ]);
      expect(Number.isFinite(values.alpha?.alpha)).toBe(true);
    }
    expect(values.flat().every(Number.isFinite)).toBe(true);
  });

  it('is not a variable that the losses do not use', async () => {
    const run = goldenRun();
    const [unused, ...used] = run.variables;
    const instruments = cockpit([unused, ...used], { alpha: alpha(), norm: gradientNorm() });
    const optimizer = train.momentum(0.1, 0.9);
    const few = () => sum(mul(stack(used.map((each) => sum(each))), 2));
    for (let step = 0; step < 2; step++) {
      const { values, problems } = await instruments.step(optimizer, () => reshape(few(), [1]));
      expect(problems).toEqual({});
      expect(values.norm?.[0]).toBe(0);
    }
    for (const each of [instruments, optimizer, run]) each.dispose();
  });

  it('may be a batch of one, which has no variance', async () => {
    const { records } = await trained({ alpha: alpha() }, { steps: 3, samples: 1 });
    expect(records[1].values.alpha?.observed.lossVariances).toEqual([0, 0]);
    expect(Number.isFinite(records[1].values.alpha?.alpha)).toBe(true);
  });

  it('may be a last batch that is shorter', async () => {
    const run = goldenRun();
    const instruments = cockpit(run.variables, { alpha: alpha() }, { strict: true });
    const optimizer = sgd();
    await instruments.step(optimizer, run.losses(0));
    const { values } = await instruments.step(optimizer, run.losses(1, 1));
    const [start, end] = values.alpha?.observed.slopeVariances ?? [];
    expect(start).toBeGreaterThan(0);
    expect(end).toBe(start);
    instruments.dispose();
    run.dispose();
  });

  it('may be a step that is none', async () => {
    const { records } = await trained({ alpha: alpha() }, { steps: 2, optimizer: train.sgd(0) });
    expect(records[1].values.alpha).toMatchObject({ since: 0, alpha: null, fit: null, observed: { step: 0 } });
  });

  it('may be losses that are NaN', async () => {
    const { records } = await trained(
      { alpha: alpha() },
      { steps: 2, change: (losses) => () => mul(losses(), Number.NaN) },
    );
    expect(records[1].values.alpha).toMatchObject({ since: 0, alpha: null, fit: null });
  });

  it('is thrown at once where it is the losses themselves', () => {
    const run = goldenRun();
    const instruments = cockpit(run.variables, { alpha: alpha() });
    const broken = () => {
      throw new Error('no data');
    };
    expect(() => instruments.step(sgd(), broken)).toThrow('no data');
    run.dispose();
  });

  it('stops a strict run, after its step', async () => {
    const run = goldenRun();
    const before = await firstOf(run.variables);
    const instruments = cockpit(run.variables, { failing: failing() }, { strict: true });
    expect(() => instruments.step(sgd(), run.losses(0))).toThrow('the instrument is broken');
    expect(await firstOf(run.variables)).not.toBe(before);
    const [unread] = [cockpit(run.variables, { failing: unreadable() }, { strict: true })];
    await expect(unread.step(sgd(), run.losses(0))).rejects.toThrow('no such number');
    run.dispose();
  });

  it('is to go on after the end', () => {
    const run = goldenRun();
    const instruments = cockpit(run.variables, { alpha: alpha() });
    instruments.dispose();
    expect(() => instruments.step(sgd(), run.losses(0))).toThrow('cockpit.step: this cockpit was disposed');
    run.dispose();
  });

  it('may be in the reading too', async () => {
    const { records } = await trained({ unreadable: unreadable() }, { steps: 1 });
    expect(records[0].problems.unreadable?.message).toBe('no such number');
  });

  it.each<[string, () => unknown, string]>([
    [
      'no variables',
      () => cockpit([], {}),
      "cockpit: 'variables' must be a list of one variable or more, but is a list of 0",
    ],
    ['what is no variable', () => cockpit([3 as never], {}), "'variables[0]' must be a variable, but is 3"],
    [
      'what is no quantity',
      () => cockpit(goldenRun().variables, { alpha: alpha as never }),
      "'quantities.alpha' must be a quantity, such as alpha(), but is",
    ],
    [
      'a schedule that is none',
      () => alpha({ schedule: 3 as never }),
      "alpha: 'schedule' must be a function of the step",
    ],
    [
      'a first step that is none',
      () => cockpit(goldenRun().variables, {}, { firstStep: -1 }),
      "'firstStep' must be a whole number of at least 0, but is -1",
    ],
    [
      'an option that there is not',
      () => cockpit(goldenRun().variables, {}, { strct: true } as never),
      "cockpit: there is no option 'strct'; there is strict, firstStep",
    ],
    [
      'a schedule in the place of the options',
      () => alpha(every(10) as never),
      'alpha: the options must be an object, such as { schedule: every(10) }, but are the function',
    ],
  ])('is refused before training: %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

const unreadable = () =>
  singleStep<number>('unreadable', every(1), ({ loss }) => ({
    tensors: [loss],
    value: () => {
      throw new Error('no such number');
    },
  }));

const mixed = (losses: Tensor1D): Tensor => mul(losses, mean(losses));
const firstOf = async ([first]: Variable[]) => (await first.data()).slice()[0];

describe('the gradient of the step', () => {
  it('is the mean of the samples', async () => {
    const run = goldenRun();
    const instruments = cockpit(
      run.variables,
      {
        same: singleStep<[number, number]>('same', every(1), ({ alongGradient, squaredGradient }) => ({
          tensors: [alongGradient, squaredGradient],
          value: (along, squares) => [mean1(along), squares.reduce((sum, each) => sum + each, 0)],
        })),
      },
      { strict: true },
    );
    const { values } = await instruments.step(sgd(), run.losses(0));
    const [along, squares] = values.same ?? [0, 1];
    expectClose([along], [squares], { rel: 1e-5 });
    run.dispose();
  });
});

const mean1 = (values: Float32Array) => values.reduce((sum, each) => sum + each, 0) / values.length;
