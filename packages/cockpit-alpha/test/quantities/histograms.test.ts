import { golden } from '@hyperprior/golden';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { getBackend, mul, train } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  type CockpitRecord,
  cockpit,
  every,
  gradientHistogram,
  gradientHistogram2d,
  type Quantity,
} from '../../src/index.ts';
import { goldenRun, isOnGpu } from '../problem.ts';

interface Row<Counts, Edges> {
  step: number;
  hist: Counts;
  edges: Edges;
}
const { histograms } = golden<{
  histograms: {
    'grad1d_bins20_range_-1_1': Row<number[], number[]>[];
    'grad1d_bins12_adapt_GradAbsMax_pad0.2_every3': Row<number[], number[]>[];
    grad2d_bins6x5: Row<number[][], number[][]>[];
    grad2d_bins6x5_adapt_both_every2: Row<number[][], number[][]>[];
  };
}>('cockpit/histograms.json');

const quantities = {
  plain: gradientHistogram({ bins: 20, range: [-1, 1] }),
  adapted: gradientHistogram({ bins: 12, adapt: { schedule: every(3), padding: 0.2 } }),
  joint: gradientHistogram2d({ gradient: { bins: 6 }, parameter: { bins: 5 } }),
  jointAdapted: gradientHistogram2d({
    gradient: { bins: 6, adapt: { schedule: every(2) } },
    parameter: { bins: 5, adapt: { schedule: every(2), padding: 0.1 } },
  }),
};

async function records<Q extends Record<string, Quantity<unknown>>>(
  all: Q,
  steps: number,
  by = 1,
): Promise<CockpitRecord<Q>[]> {
  const run = goldenRun('cockpit/histograms.json');
  const instruments = cockpit(run.variables, all, { strict: true });
  const optimizer = train.sgd(0.1);
  const found = await Promise.all(
    Array.from({ length: steps }, (_, step) => instruments.step(optimizer, () => mul(run.losses(step)(), by))),
  );
  instruments.dispose();
  optimizer.dispose();
  run.dispose();
  return found;
}

const total = (counts: number[]) => counts.reduce((sum, each) => sum + each, 0);

/** All values are counted, and none that does not lie within rounding of an edge in another bin. */
function expectCounts(actual: number[], expected: number[]): void {
  expect(total(actual)).toBe(total(expected));
  const moved = actual.reduce((sum, each, i) => sum + Math.abs(each - expected[i]), 0) / 2;
  expect(moved).toBeLessThanOrEqual(1);
}

describe('histograms', () => {
  it('are the golden counts and edges', async () => {
    const found = await records(quantities, isOnGpu() ? 2 : 6);
    for (const { step, values } of found) {
      const { plain, adapted, joint, jointAdapted } = values;
      for (const [one, row] of [
        [plain, histograms['grad1d_bins20_range_-1_1'][step]],
        [adapted, histograms['grad1d_bins12_adapt_GradAbsMax_pad0.2_every3'][step]],
      ] as const) {
        expectCounts([...(one?.counts ?? [])], row.hist);
        expectClose([...(one?.edges ?? [])], row.edges, { rel: 1e-5, abs: 1e-6 });
      }
      for (const [one, row] of [
        [joint, histograms.grad2d_bins6x5[step]],
        [jointAdapted, histograms.grad2d_bins6x5_adapt_both_every2[step]],
      ] as const) {
        expectCounts((one?.counts ?? []).flat(), row.hist.flat());
        expectClose((one?.edges ?? []).flat(), row.edges.flat(), { rel: 1e-5, abs: 1e-6 });
      }
    }
  });

  it('have the gradients of the joint ones as margins', async () => {
    const [{ values }] = await records(
      { one: gradientHistogram({ bins: 40, range: [-1, 1] }), two: gradientHistogram2d() },
      1,
    );
    expect(values.two?.counts.map((row) => total([...row]))).toEqual(values.one?.counts);
  });

  // WebGL's shaders need not know NaN.
  it('are null where a gradient is none, and keep their range', async ({ skip }) => {
    if (getBackend() === 'webgl') skip();
    const adapting = { one: gradientHistogram({ bins: 3, adapt: {} }) };
    const found = await records(adapting, 2, Number.NaN);
    expect(found.map(({ values }) => values.one)).toEqual([null, null]);
  });

  it('leave nothing behind', () => expectNoLeak(() => records(quantities, 2)));

  it.each<[() => unknown, string]>([
    [() => gradientHistogram({ bins: 0 }), "gradientHistogram: 'bins' must be a whole number of at least 1, but is 0"],
    [() => gradientHistogram({ range: [1, 1] }), "'range' must be [low, high] with low < high, but is [1, 1]"],
    [() => gradientHistogram({ adapt: { padding: -1 } }), "'adapt.padding' must be a number from 0, but is -1"],
    [() => gradientHistogram2d({ parameter: { bins: 2.5 } }), "'parameter.bins' must be a whole number"],
    [
      () => gradientHistogram2d({ gradient: { adapt: { minSize: 0 } } }),
      "'gradient.adapt.minSize' must be a number above 0",
    ],
  ])('are refused in words', (make, message) => {
    expect(make).toThrow(message);
  });
});
