import { expectNoLeak } from '@hyperprior/vitest';
import { train } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { business, cockpit, economy, every, full } from '../src/index.ts';
import { goldenRun, isOnGpu } from './problem.ts';

describe('the presets', () => {
  it('are one more than the other', () => {
    const [some, more, all] = [economy(), business(), full()].map((each) => Object.keys(each));
    expect(more).toEqual(expect.arrayContaining(some));
    expect(all).toEqual(expect.arrayContaining(more));
    expect([some.length, more.length, all.length]).toEqual([9, 11, 13]);
  });

  it.runIf(!isOnGpu())('measure all that they name, at every second step', () =>
    expectNoLeak(async () => {
      const run = goldenRun();
      const quantities = full({ schedule: every(2) });
      const instruments = cockpit(run.variables, quantities, { strict: true });
      const optimizer = train.sgd(0.1);
      const records = await Promise.all([0, 1, 2].map((step) => instruments.step(optimizer, run.losses(step))));
      const names = Object.keys(quantities).sort();
      const [without] = [names.filter((name) => name !== 'alpha')];
      expect(records.map(({ values }) => Object.keys(values).sort())).toEqual([without, ['alpha'], without]);
      for (const each of [instruments, optimizer, run]) each.dispose();
    }),
  );
});
