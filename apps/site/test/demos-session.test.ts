import { selectBackend } from '@hyperprior/backends';
import { describe, expect, test, vi } from 'vitest';
import { familyForm, familyNames } from '../src/form/families.ts';
import type { Reply, RunRequest } from '../src/worker/protocol.ts';
import { Session } from '../src/worker/session.ts';

vi.mock('../src/worker/backend.ts', () => ({
  choose: () => selectBackend({ prefer: 'cpu' }),
}));

const brokenSteps = 13;
/** Stands for any RangeError within a run. */
vi.mock('@hyperprior/experiments', async (original) => {
  const actual = await original<typeof import('@hyperprior/experiments')>();
  const run: typeof actual.bas.run = async function* (config, signal) {
    const run = actual.bas.run(config, signal);
    const first = await run.next();
    if (!first.done) yield first.value;
    if (config.steps === brokenSteps) throw new RangeError('broken');
    return yield* run;
  };
  return { ...actual, bas: { ...actual.bas, run } };
});

const backend = { prefer: [], allowSoftware: false };
const bas = (steps: number): RunRequest => ({
  experiment: 'bas',
  prior: 'beta',
  parameters: [2, 6],
  learningRate: 0.1,
  steps,
  points: { kind: 'drawn', count: 8, seed: 0, range: 4 },
});
const comparison = (prior: string, parameters: readonly number[], divergence: 'gaussian' | 'kernel'): RunRequest => ({
  experiment: 'comparison',
  prior,
  parameters,
  divergence,
  count: 64,
  seed: 0,
  steps: 3,
  learningRate: 0.1,
});
const gapsAndLosses = (reply: Reply) =>
  reply.kind === 'frame' && reply.frame.kind === 'comparison'
    ? reply.frame.sides.flatMap(({ losses, gap }) => [...losses, gap])
    : [Number.NaN];

describe('a comparison', () => {
  test.each([
    ['normal', [50, 0.1], 'normal(mean = 50, std = 0.1) holds nothing there.'],
    ['normal', [-50, 0.1], 'normal(mean = -50, std = 0.1) holds nothing there.'],
    ['uniform', [2, 3], 'uniform(low = 2, high = 3) holds nothing there.'],
    ['normal', [0.5, 1e7], 'normal(mean = 0.5, std = 10000000) holds only 3.99e-8 there.'],
  ] as const)('with %s(%j), which holds no mass on (0, 1), is refused in a sentence', async (prior, at, told) => {
    for (const divergence of ['gaussian', 'kernel'] as const) {
      const session = new Session();
      const reply = await session.answer({ kind: 'start', run: comparison(prior, at, divergence), backend });
      const words = '“prior” must hold at least a millionth of its mass on (0, 1), where the points lie, but';
      expect(reply).toEqual({
        kind: 'refused',
        message: `${words} ${told.slice(0, -1)}`,
        setting: 'prior',
      });
    }
  });

  test.each(familyNames)('with %s is of numbers', async (name) => {
    for (const divergence of ['gaussian', 'kernel'] as const) {
      const session = new Session();
      const run = comparison(name, familyForm(name).initial, divergence);
      expect(await session.answer({ kind: 'start', run, backend })).toMatchObject({ kind: 'started' });
      await session.answer({ kind: 'next' });
      const seen = gapsAndLosses(await session.answer({ kind: 'next' }));
      expect(seen).toHaveLength(6);
      expect(seen.every(Number.isFinite)).toBe(true);
    }
  });

  test('with a variance below all floats ends in an error, not in NaN', async () => {
    const session = new Session();
    await session.answer({ kind: 'start', run: comparison('normal', [0.5, 1e-25], 'gaussian'), backend });
    const message = expect.stringMatching(/^comparison: the KL divergence is (NaN|Infinity) at step 1$/);
    expect(await session.answer({ kind: 'next' })).toEqual({ kind: 'failed', message, lost: null });
  });
});

test('a run of learned priors takes a change, is drawn, and goes on from a frame', async () => {
  const session = new Session();
  const settings = { family: 'beta', dimensions: 3, count: 9, seed: 1, steps: 4, learningRate: 0.1 } as const;
  const run: RunRequest = { experiment: 'gbas', ...settings, hyperprior: 'beta(3, 7)' };
  await session.answer({ kind: 'start', run, backend });
  await session.answer({ kind: 'next' });
  const reply = await session.answer({
    kind: 'next',
    change: { hyperprior: 'beta(8, 2)' },
    look: { theme: 'dark', width: 360 },
  });
  if (reply.kind !== 'frame' || reply.frame.kind !== 'gbas') throw new Error(`expected a frame, got ${reply.kind}`);
  expect(reply.frame.hyperprior.label).toBe('beta(a = 8, b = 2)');
  expect(reply.picture).toContain('beta(a = 8, b = 2)');
  const refused = await session.answer({ kind: 'next', change: { hyperprior: 'beta(8)' } });
  expect(refused).toMatchObject({ kind: 'refused', setting: 'hyperprior' });
  await session.answer({ kind: 'start', run: { ...run, resume: structuredClone(reply.frame) }, backend });
  expect(await session.answer({ kind: 'next' })).toMatchObject({ kind: 'frame', frame: { step: 1 } });
  const other = await session.answer({ kind: 'start', run: { ...run, seed: 2, resume: reply.frame }, backend });
  expect(other).toMatchObject({ kind: 'refused', setting: 'seed' });
});

test('a training takes another learning rate, and is drawn if the request has a look', async () => {
  const session = new Session();
  const settings = { learningRate: 0.1, optimizer: 'sgd', batchSize: 8, steps: 4, seed: 1 } as const;
  await session.answer({ kind: 'start', run: { experiment: 'alpha', ...settings }, backend });
  await session.answer({ kind: 'next' });
  const reply = await session.answer({
    kind: 'next',
    change: { learningRate: 0.3 },
    look: { theme: 'dark', width: 360 },
  });
  if (reply.kind !== 'frame' || reply.frame.kind !== 'alpha') throw new Error(`expected a frame, got ${reply.kind}`);
  expect([...reply.frame.trainings[0].rates]).toEqual([0.1, 0.3]);
  expect(reply.picture).toContain('learning rate 0.3');
  const refused = await session.answer({ kind: 'next', change: { learningRate: 0 } });
  expect(refused).toMatchObject({ kind: 'refused', setting: 'rates' });
  expect(await session.answer({ kind: 'next' })).toMatchObject({ kind: 'frame', frame: { step: 2 } });
});

describe('what goes wrong', () => {
  test('at the start is refused, and there is no run', async () => {
    const session = new Session();
    const reply = await session.answer({ kind: 'start', run: bas(-1), backend });
    expect(reply).toMatchObject({ kind: 'refused', setting: 'steps' });
    expect(await session.answer({ kind: 'next' })).toEqual({ kind: 'failed', message: 'there is no run', lost: null });
  });

  test('with a change is refused, and the run goes on', async () => {
    const session = new Session();
    await session.answer({ kind: 'start', run: bas(5), backend });
    await session.answer({ kind: 'next' });
    const reply = await session.answer({ kind: 'next', change: { learningRate: -1 } });
    expect(reply).toMatchObject({ kind: 'refused', setting: 'learningRate' });
    expect(await session.answer({ kind: 'next' })).toMatchObject({ kind: 'frame', frame: { step: 1 } });
  });

  test('within the run has ended it, whatever kind of error it is', async () => {
    const session = new Session();
    await session.answer({ kind: 'start', run: bas(brokenSteps), backend });
    expect(await session.answer({ kind: 'next' })).toMatchObject({ kind: 'frame' });
    expect(await session.answer({ kind: 'next' })).toEqual({ kind: 'failed', message: 'broken', lost: null });
    expect(await session.answer({ kind: 'next' })).toMatchObject({ kind: 'failed', message: 'there is no run' });
    await session.answer({ kind: 'start', run: bas(5), backend });
    expect(await session.answer({ kind: 'next' })).toMatchObject({ kind: 'frame' });
  });
});
