import { golden } from '@hyperprior/golden';
import { expectClose } from '@hyperprior/vitest';
import { mean, train } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  alpha,
  type CockpitRecord,
  cabs,
  cockpit,
  distance,
  earlyStopping,
  every,
  gradientHistogram,
  gradientHistogram2d,
  gradientNorm,
  hessianMaxEigenvalue,
  hessianTrace,
  innerProductTest,
  logLine,
  loss,
  meanGsnr,
  normTest,
  orthogonalityTest,
  parameters,
  readLog,
  singleStep,
  tic,
  time,
  updateSize,
} from '../../src/index.ts';
import { goldenRun } from '../problem.ts';

type Value = number | number[] | null;
const { values } = golden<{ values: Record<string, Value[]> }>('cockpit/quantities.json');

const made = {
  loss,
  gradientNorm,
  distance,
  updateSize,
  normTest,
  innerProductTest,
  orthogonalityTest,
  cabs,
  meanGsnr,
  earlyStopping,
};

const quantities = {
  loss: loss(),
  gradientNorm: gradientNorm(),
  distance: distance(),
  updateSize: updateSize(),
  normTest: normTest(),
  innerProductTest: innerProductTest(),
  orthogonalityTest: orthogonalityTest(),
  cabs: cabs(),
  meanGsnr: meanGsnr(),
  earlyStopping: earlyStopping(),
};

const inGolden: Record<keyof typeof quantities, string> = {
  loss: 'Loss',
  gradientNorm: 'GradNorm',
  distance: 'Distance',
  updateSize: 'UpdateSize',
  normTest: 'NormTest',
  innerProductTest: 'InnerTest',
  orthogonalityTest: 'OrthoTest',
  cabs: 'CABS',
  meanGsnr: 'MeanGSNR',
  earlyStopping: 'EarlyStopping',
};

/** What the rounding of the variables themselves leaves of a difference between two of their values. */
const absolute: Partial<Record<keyof typeof quantities, number>> = {
  distance: 2e-7,
  updateSize: 2e-7,
  earlyStopping: 1e-5,
};

async function records(samples?: number, steps?: number): Promise<CockpitRecord<typeof quantities>[]> {
  const run = goldenRun('cockpit/quantities.json');
  const instruments = cockpit(run.variables, quantities, { strict: true });
  const optimizer = train.sgd(0.1);
  const all = await Promise.all(
    Array.from({ length: steps ?? run.steps }, (_, step) => instruments.step(optimizer, run.losses(step, samples))),
  );
  instruments.dispose();
  run.dispose();
  return all;
}

const flat = (value: Value | undefined): number[] => [value].flat().map((each) => each ?? Number.NaN);

describe('of one step', () => {
  it('are the golden values', async () => {
    const found = await records();
    for (const name of Object.keys(inGolden) as (keyof typeof quantities)[])
      found.forEach((record, step) => {
        const expected = values[inGolden[name]][step];
        if (expected === null) return;
        try {
          expectClose(flat(record.values[name]), flat(expected), { rel: 1e-5, abs: absolute[name] ?? 0 });
        } catch (error) {
          throw new Error(`${name}, step ${step}: ${(error as Error).message}`);
        }
      });
  });

  it('are null where a batch of one has none, and numbers otherwise', async () => {
    const [{ values, problems }] = await records(1, 1);
    expect(problems).toEqual({});
    const { normTest, innerProductTest, orthogonalityTest, earlyStopping, ...others } = values;
    expect([normTest, innerProductTest, orthogonalityTest, earlyStopping]).toEqual([null, null, null, null]);
    expect(Object.values(others).flat().every(Number.isFinite)).toBe(true);
  });

  it('are refused in words', () => {
    expect(() => meanGsnr({ epsilon: 0 })).toThrow("meanGsnr: 'epsilon' must be a number above 0, but is 0");
    expect(() => earlyStopping({ epsilon: Number.NaN })).toThrow("earlyStopping: 'epsilon' must be");
    expect(() => cabs({ learningRate: -1 })).toThrow("cabs: 'learningRate' must be a number above 0, but is -1");
    expect(() => distance({ schedule: 1 as never })).toThrow("distance: 'schedule' must be a function of the step");
    expect(() => singleStep('mine', (() => true) as never, undefined as never)).toThrow(
      "mine: 'measure' must be a function of an Observation, but is undefined",
    );
  });

  it('have no other options than theirs', () => {
    const all = {
      ...made,
      time,
      parameters,
      alpha,
      gradientHistogram,
      gradientHistogram2d,
      hessianMaxEigenvalue,
      hessianTrace,
      tic,
    };
    for (const [name, make] of Object.entries(all))
      expect(() => make({ shedule: every(2) } as never)).toThrow(
        `${name}: there is no option 'shedule'; there is schedule`,
      );
    expect(() => gradientHistogram2d({ gradient: { bin: 3 } as never })).toThrow(
      "gradientHistogram2d: there is no option 'bin'; there is bins, range, adapt",
    );
  });
});

describe('time and parameters', () => {
  it('are told at their steps, and come back from a log', async () => {
    const run = goldenRun('cockpit/quantities.json');
    const before = await Promise.all(run.variables.map(async (each) => Array.from(await each.data())));
    let seconds = 100;
    const quantities = { time: time({ now: () => seconds }), parameters: parameters({ schedule: every(2) }) };
    const instruments = cockpit(run.variables, quantities, { strict: true });
    const records: CockpitRecord<typeof quantities>[] = [];
    for (let step = 0; step < 2; step++) {
      seconds += 0.5;
      records.push(await instruments.step(train.sgd(0.1), run.losses(step)));
    }
    expect(records.map(({ values }) => values.time)).toEqual([0.5, 1]);
    expect(records.map(({ values }) => values.parameters)).toEqual([before, undefined]);
    expect(readLog(records.map(logLine).join('')).records.map(({ values }) => values)).toEqual(
      records.map(({ values }) => values),
    );
    instruments.dispose();
    run.dispose();
  });

  it('has a clock of its own, which does not go back', async () => {
    const run = goldenRun('cockpit/quantities.json');
    const instruments = cockpit(run.variables, { time: time() }, { strict: true });
    const told = await Promise.all([0, 1].map((step) => instruments.step(train.sgd(0.1), run.losses(step))));
    const [first = -1, second = -1] = told.map(({ values }) => values.time);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(second).toBeGreaterThanOrEqual(first);
    expect(() => time({ now: 3 as never })).toThrow("time: 'now' must be a function that returns seconds, but is 3");
    instruments.dispose();
    run.dispose();
  });
});

describe('quantities that need no samples', () => {
  it('do not look for them', async () => {
    const run = goldenRun();
    const instruments = cockpit(run.variables, { loss: loss(), norm: gradientNorm() }, { strict: true });
    const { values } = await instruments.step(train.sgd(0.1), () => mean(run.losses(0)()));
    expect(Number.isFinite(values.loss)).toBe(true);
    run.dispose();
  });
});
