import { runsOnHost } from '@hyperprior/backends/kernels';
import { golden } from '@hyperprior/golden';
import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  type GbasChange,
  type GbasConfig,
  type GbasFrame,
  type GbasResult,
  RunError,
  runGbas,
} from '../../src/index.ts';
import { registerGpuKernels } from '../support/gpu-kernels.ts';

registerGpuKernels();

const notebook = golden<{ f64: { loss: number[]; ploss: number[]; hloss: number[] } }>('training/gbas_notebook.json');
/** GPUs are tested on software adapters, a hundred times slower: there the runs are short. */
const isHost = runsOnHost();
const small: GbasConfig = { dimensions: 8, count: 50, steps: isHost ? 60 : 8, warmUp: 0, frames: 4, seed: 1 };

async function follow(config: GbasConfig, change?: (frame: GbasFrame) => GbasChange | undefined, signal?: AbortSignal) {
  const frames: GbasFrame[] = [];
  const run = runGbas(config, signal);
  let next: IteratorResult<GbasFrame, GbasResult> = await run.next();
  while (!next.done) {
    frames.push(next.value);
    next = await run.next(change?.(next.value));
  }
  return { frames, result: next.value };
}

const families = ['relaxed-bernoulli', 'beta', 'symmetric-beta'];

describe('runGbas', () => {
  it.skipIf(!isHost)('ends where the notebook ends, and its means follow the hyperprior', async () => {
    const { frames, result } = await follow({});
    const { loss, ploss, hloss } = notebook.f64;
    expect(result.finalLoss).toBeCloseTo(loss[349], 5);
    expect(result.finalLoss.toExponential(2)).toBe('3.52e-2');
    expect(result.priorLoss).toBeCloseTo(ploss[349], 5);
    expect(result.hyperpriorLoss).toBeCloseTo(hloss[349], 5);
    for (const [step, expected] of loss.entries())
      expect(Math.abs(result.losses[step] / expected - 1)).toBeLessThan(3e-4);
    expect(result.fit.pValue).toBeGreaterThan(0.2);
    expect(frames).toHaveLength(101);
    expect(frames[0].dimensions.map(({ points }) => points.length)).toEqual(new Array(6).fill(500));
  });

  it.each(isHost ? families : families.slice(0, 1))('%s priors come to follow the hyperprior', async (family) => {
    const size = isHost
      ? { dimensions: 20, count: 200, steps: 250 }
      : { dimensions: 6, count: 40, steps: 8, warmUp: 0 };
    const before = memory().numTensors;
    const { frames, result } = await follow({ family, ...size, frames: 3, target: 0.4, seed: 2 });
    expect(memory().numTensors).toBe(before);
    expect(result.finalLoss).toBeLessThan(result.losses[0]);
    expect(result.means).toHaveLength(size.dimensions);
    expect(frames.at(-1)?.losses.total).toHaveLength(size.steps);
    if (!isHost) return;
    expect(result.fit.pValue).toBeGreaterThan(0.05);
    expect(result.priorLoss).toBeLessThan(0.02);
  });

  it('takes another hyperprior from the next step', async () => {
    const { frames } = await follow(small, ({ step }) => (step === 0 ? { target: 0.8 } : undefined));
    expect(frames[0].hyperprior.label).toBe('beta(a = 3, b = 7)');
    expect(frames[1].hyperprior.label).toBe('beta(a = 8, b = 2)');
    const mean = ({ means }: GbasFrame) => means.reduce((sum, value) => sum + value / means.length, 0);
    const unchanged = await follow(small);
    expect(mean(frames[frames.length - 1])).toBeGreaterThan(mean(unchanged.frames[frames.length - 1]));
  });

  it('is the same for the same seed, and stops when asked to', async () => {
    const [one, other] = [await follow(small), await follow(small)];
    expect(other.result).toEqual(one.result);
    const stop = new AbortController();
    const { result } = await follow(
      small,
      () => {
        stop.abort();
        return undefined;
      },
      stop.signal,
    );
    expect(result).toMatchObject({ completed: false, steps: 1 });
  });

  // A GPU does not promise NaN.
  it.skipIf(!isHost)('stops where the loss is no longer finite, with the step and the last good state', async () => {
    const before = memory().numTensors;
    const failure = await follow({ ...small, family: 'beta', learningRate: 1e4 }).catch((error: unknown) => error);
    if (!(failure instanceof RunError)) throw new Error(`expected a RunError, got ${failure}`);
    expect(failure.message).toMatch(/^gbas: the loss is \w+ at step \d+; the last good frame is of step \d+/);
    expect(failure.lastGood).toHaveLength(8 * 50);
    expect(failure.lastGood?.every((point) => point >= 0 && point <= 1)).toBe(true);
    expect(memory().numTensors).toBe(before);
  });
});
