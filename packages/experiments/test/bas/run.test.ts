import { runsOnHost } from '@hyperprior/backends/kernels';
import { golden } from '@hyperprior/golden';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { describe, expect, test } from 'vitest';
import { type BasConfig, type BasFrame, presetNames, RunError, runBas } from '../../src/index.ts';
import { finish } from '../support/finish.ts';
import { registerGpuKernels } from '../support/gpu-kernels.ts';

registerGpuKernels();

interface TrainingFile {
  f64: { loss: number[] };
}

const files: Record<string, string> = {
  'rb-0.2-0.25': 'bas_rb_0.2_0.25',
  'rb-0.8-0.4': 'bas_rb_0.8_0.4',
  'rb-0.8-0.01': 'bas_rb_0.8_0.01',
  'symbeta-0.9': 'bas_symbeta_0.9',
  'beta-2-6': 'bas_beta_2_6',
  'normal-range-4': 'bas_normal_0.6_0.1_range4',
  'normal-range-1': 'bas_normal_0.6_0.1_range1',
};

/** Two presets amplify float32 rounding: the reference itself is 13 % and 0.2 % from its own float64 run. */
const tolerance: Record<string, number> = { 'beta-2-6': 0.15, 'normal-range-4': 0.01 };

/** GPUs are tested on software adapters, a hundred times slower: there the runs are compared on their way. */
const longest = () => (runsOnHost() ? Number.POSITIVE_INFINITY : 10);

describe('each preset lands where the reference lands', () => {
  test.each(presetNames)('%s', async (preset) => {
    const { loss } = golden<TrainingFile>(`training/${files[preset]}.json`).f64;
    const steps = Math.min(loss.length, longest());
    const { result } = await finish(runBas({ preset, steps, frames: 1 }));
    expect(result.losses).toHaveLength(steps);
    expectClose(result.losses.slice(0, 10), loss.slice(0, 10), { rel: 1e-4 });
    expectClose([result.finalLoss], [loss[steps - 1]], { rel: tolerance[preset] ?? 1e-3 });
  });
});

const quick: BasConfig = { prior: 'relaxed-bernoulli', parameters: [0.3, 0.5], count: 40, steps: 25, seed: 3 };

/** An infinite density where the sigmoid has no slope left: 0 · ∞. */
const diverging: BasConfig = {
  prior: 'beta',
  parameters: [0.5, 0.5],
  exact: true,
  learningRate: 1e4,
  steps: 10,
  seed: 1,
};

describe('runBas', () => {
  test('shows the first and the last step and about as many frames as asked for', async () => {
    const { frames } = await finish(runBas({ ...quick, frames: 5 }));
    expect(frames.map(({ step }) => step)).toEqual([0, 5, 10, 15, 20, 24]);
    expect(frames.map(({ losses }) => losses.length)).toEqual([1, 6, 11, 16, 21, 25]);
  });

  test('gives the same frames for the same seed, and others for another', async () => {
    const [first, again, other] = await Promise.all(
      [3, 3, 4].map(async (seed) => (await finish(runBas({ ...quick, seed, steps: 5 }))).frames),
    );
    expect(again).toEqual(first);
    expect(other[0].points).not.toEqual(first[0].points);
  });

  test('stops after the current step when the signal is raised, and returns what was trained', async () => {
    const stop = new AbortController();
    const run = runBas({ ...quick, frames: 25 }, stop.signal);
    await run.next();
    stop.abort();
    const { result } = await finish(run);
    expect(result.losses).toHaveLength(1);
    expect(result.completed).toBe(false);
  });

  test('takes the families by name', async () => {
    const { result } = await finish(runBas({ ...quick, prior: 'logistic', parameters: [0.5, 0.05] }));
    expect(result).toMatchObject({ prior: 'logistic(location = 0.5, scale = 0.05)', completed: true });
    expect(result.finalLoss).toBeLessThan(result.losses[0]);
  });

  test('starts from given points', async () => {
    const points = Float32Array.of(-1, 0, 2);
    const { frames } = await finish(runBas({ preset: 'beta-2-6', points, steps: 1 }));
    expectClose(
      frames[0].points,
      Array.from(points, (value) => 1 / (1 + Math.exp(-value))),
      { abs: 1e-6 },
    );
  });

  test('draws new points for a preset when asked for a number of them', async () => {
    const { frames } = await finish(runBas({ preset: 'beta-2-6', count: 7, steps: 1 }));
    expect(frames[0].points).toHaveLength(7);
  });

  test('takes a mixture as text', async () => {
    const { result } = await finish(
      runBas({ prior: '0.3 * beta(2, 6) + 0.7 * uniform(0.5, 1)', count: 40, steps: 25, seed: 3 }),
    );
    expect(result.prior).toBe('0.3 beta(a = 2, b = 6) + 0.7 uniform(low = 0.5, high = 1)');
    expect(result.finalLoss).toBeLessThan(result.losses[0]);
  });

  test('leaves no tensor behind: when it ends, when it is left, when it fails', async () => {
    await expectNoLeak(() => finish(runBas({ ...quick, steps: 3 })));
    await expectNoLeak(async () => {
      for await (const _ of runBas(quick)) break;
    });
    await expectNoLeak(() => finish(runBas(diverging)).catch(() => null));
  });

  // A GPU does not promise NaNs: there the same run may continue with finite numbers.
  test('stops where the run is no longer finite, with the step and the last good points', async () => {
    const outcome = await finish(runBas(diverging)).catch((error) => error);
    if (!runsOnHost() && !(outcome instanceof Error))
      return expect(outcome.result.losses.every(Number.isFinite)).toBe(true);
    expect(outcome).toBeInstanceOf(RunError);
    expect(outcome.message).toMatch(/^bas: (the loss|a point) is NaN at step [1-9]$/);
    expect(outcome.lastGood.every(Number.isFinite)).toBe(true);
  });
});

const isFrame = (value: object | undefined): value is BasFrame => value !== undefined && 'kind' in value;

describe('a run', () => {
  test('takes another prior and learning rate from the next step', async () => {
    const run = runBas({ ...quick, frames: 25 });
    const { value: first } = await run.next();
    const { value: second } = await run.next({ prior: 'uniform', parameters: [0, 1], learningRate: 0.5 });
    const { value: third } = await run.next();
    if (!isFrame(first) || !isFrame(second) || !isFrame(third)) throw new Error('the run ended early');
    expect(first.target.label).toBe('relaxed-bernoulli(mean = 0.3, temperature = 0.5)');
    expect(second.target.label).toBe('uniform(low = 0, high = 1)');
    // The first frame's step was taken before the change; the second one's, at the higher rate, shows in the third.
    const moved = (from: BasFrame, to: BasFrame) => Math.max(...to.points.map((x, i) => Math.abs(x - from.points[i])));
    expect(moved(second, third)).toBeGreaterThan(3 * moved(first, second));
    for await (const _ of run) break;
  });
});
