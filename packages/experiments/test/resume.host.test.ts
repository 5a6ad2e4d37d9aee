import { describe, expect, test } from 'vitest';
import {
  type AlphaConfig,
  type AlphaFrame,
  alpha,
  type BasConfig,
  bas,
  type ChannelGatesConfig,
  type ChannelGatesFrame,
  channelGates,
  type GatesConfig,
  type GatesFrame,
  type GbasConfig,
  type GbasFrame,
  gates,
  gbas,
} from '../src/index.ts';
import { images, quickChannels } from './support/bars.ts';
import { clouds, data, quick } from './support/clouds.ts';

/** First frame of a run, as it comes out of a worker. */
async function firstFrame<Frame>(run: AsyncIterable<Frame>): Promise<Frame> {
  for await (const frame of run) return structuredClone(frame);
  throw new Error('the run has no frame');
}

const earlier = (before: string, now: string) => `must be ${before}, as in the run to resume, but got ${now}`;

describe('a bas run', () => {
  const config: BasConfig = { prior: 'relaxed-bernoulli(0.3, 0.5)', count: 40, seed: 3, steps: 9, resumable: true };

  test('keeps the settings that are left out, also changed ones', async () => {
    const run = bas.run({ ...config, frames: 9 });
    await run.next();
    const { value: resume } = await run.next({ prior: 'beta(2, 6)', learningRate: 0.5 });
    await run.return(undefined as never);
    if (!resume || !('kind' in resume)) throw new Error('the run ended early');
    const settings = bas.check({ resume });
    expect(settings).toMatchObject({ count: 40, seed: 3, steps: 9, learningRate: 0.5 });
    expect(settings.prior.label).toBe('beta(a = 2, b = 6)');
  });

  test('is not resumed with other points, nor from a frame without a state that fits', async () => {
    const resume = await firstFrame(bas.run(config));
    expect(() => bas.check({ resume, seed: 4 })).toThrow(`bas: 'seed' ${earlier('3', '4')}`);
    expect(() => bas.check({ resume, count: 41 })).toThrow(`bas: 'count' ${earlier('40', '41')}`);
    const { state, ...bare } = resume;
    const cut = { ...resume, points: Float32Array.of(0.2, 0.4) };
    for (const frame of [bare, cut, null, 'frame', { kind: 'gbas', state }])
      expect(() => bas.check({ ...config, resume: frame as typeof resume })).toThrow(
        "bas: 'resume' must be a frame, with its 'state', of a resumable run of this experiment",
      );
  });
});

describe('a gbas run', () => {
  const config: GbasConfig = { dimensions: 7, count: 40, steps: 9, warmUp: 4, frames: 9, seed: 3, resumable: true };

  test.each<[GbasConfig, string]>([
    [{ family: 'beta' }, `'family' ${earlier('"relaxed-bernoulli"', '"beta"')}`],
    [{ dimensions: 8 }, `'dimensions' ${earlier('7', '8')}`],
    [{ count: 41 }, `'count' ${earlier('40', '41')}`],
    [{ seed: 1 }, `'seed' ${earlier('3', '1')}`],
    [{ warmUp: 0 }, `'warmUp' ${earlier('4', '0')}`],
    [{ l1: 0 }, `'l1' ${earlier('0.1', '0')}`],
    [{ exact: true }, `'exact' ${earlier('false', 'true')}`],
    [{ steps: 1 }, "'steps' must be more than 1, the step to resume from, but got 1"],
  ])('is not resumed with %o', async (other, problem) => {
    const run = gbas.run(config);
    await run.next();
    const { value: resume } = await run.next();
    await run.return(undefined as never);
    if (!resume || !('kind' in resume)) throw new Error('the run ended early');
    expect(() => gbas.check({ resume, ...other })).toThrow(problem);
    expect(gbas.check({ resume, learningRate: 0.5, target: 0.2 })).toMatchObject({ learningRate: 0.5, seed: 3 });
  });

  test('of the notebook is not resumed with a seed', async () => {
    const resume = await firstFrame(gbas.run({ resumable: true, steps: 2 }));
    expect(() => gbas.check({ resume, seed: 2 })).toThrow(`'seed' ${earlier('left out', '2')}`);
  });

  test('is not resumed from a frame without a state that fits', async () => {
    const { state, ...bare } = await firstFrame(gbas.run(config));
    if (!state) throw new Error('a resumable run has a state');
    const { training } = state;
    const cut = { ...bare, state: { ...state, training: { ...training, values: new Float32Array(5) } } };
    expect(() => gbas.check({ resume: cut })).toThrow("'resume' must have the state of 294 trained values");
    const early = { ...bare, state, step: 7 };
    for (const frame of [bare, early, { kind: 'gbas' }, null, 'frame'])
      expect(() => gbas.check({ ...config, resume: frame as GbasFrame })).toThrow("gbas: 'resume' must be a frame");
  });
});

describe('a gates run', () => {
  const config: GatesConfig = { ...quick, only: ['plain', 'bas'], seeds: 2, resumable: true };

  test('is not resumed with settings or data that would make other numbers', async () => {
    const resume = await firstFrame(gates.run(config));
    const refusals: [GatesConfig, string][] = [
      [{ epochs: 3 }, `'epochs' ${earlier('2', '3')}`],
      [{ only: ['bas'] }, `'only' ${earlier('["plain","bas"]', '["bas"]')}`],
      [{ seed: 1 }, `'seed' ${earlier('0', '1')}`],
      [{ weights: { l1: 1 } }, `'weights' must be {"l1":0.3,"mean":10,"bas":10}, as in the run to resume`],
      [{ hidden: 8 }, `'hidden' ${earlier('16', '8')}`],
      [{ data: { ...data, test: clouds(41, 3) } }, "'data' must be"],
      [{ data: undefined }, "'data' must be"],
    ];
    for (const [other, problem] of refusals)
      expect(() => gates.check({ data, resume, ...other })).toThrow(`gates: ${problem}`);
    expect(gates.check({ data, resume, learningRate: 0.5 })).toMatchObject({ learningRate: 0.5, epochs: 2 });
  });

  test('is not resumed from a frame without a state that fits', async () => {
    const { state, ...bare } = await firstFrame(gates.run(config));
    if (!state) throw new Error('a resumable run has a state');
    const weights = { ...state.training.weights, values: new Float32Array(5) };
    const cut = { ...bare, state: { ...state, training: { ...state.training, weights } } };
    expect(() => gates.check({ data, resume: cut })).toThrow("gates: 'resume' must have the state of");
    expect(() => gates.check({ data, resume: bare as GatesFrame })).toThrow("gates: 'resume' must be a frame");
  });
});

describe('a channel gates run', () => {
  test('is not resumed with settings that would make other numbers', async () => {
    const config: ChannelGatesConfig = { ...quickChannels, resumable: true };
    const resume = await firstFrame(channelGates.run(config));
    expect(() => channelGates.check({ data: images, resume, seed: 7 })).toThrow(`'seed' ${earlier('0', '7')}`);
    expect(() => channelGates.check({ ...config, resume: {} as ChannelGatesFrame })).toThrow(
      "'resume' must be a frame",
    );
  });
});

describe('an alpha run', () => {
  const config: AlphaConfig = {
    data,
    hidden: [8],
    batchSize: 24,
    steps: 9,
    frames: 9,
    rates: [0.01, 0.1],
    seed: 3,
    resumable: true,
  };
  const moreClasses = (table: typeof data.train) => ({ ...table, classNames: [...table.classNames, 'third'] });

  test.each<[AlphaConfig, string]>([
    [{ optimizer: 'adam' }, `'optimizer' ${earlier('"sgd"', '"adam"')}`],
    [{ batchSize: 25 }, `'batchSize' ${earlier('24', '25')}`],
    [{ hidden: [8, 8] }, `'hidden' ${earlier('[8]', '[8,8]')}`],
    [{ seed: 1 }, `'seed' ${earlier('3', '1')}`],
    [{ rates: [0.1] }, "'rates' must be 2 rates, one for each training, but got 1"],
    [{ steps: 1 }, "'steps' must be more than 1, the step to resume from, but got 1"],
    [{ data: { ...data, test: clouds(50, 9) } }, "'data' must be"],
  ])('is not resumed with %o', async (other, problem) => {
    const run = alpha.run(config);
    await run.next();
    const { value: resume } = await run.next();
    await run.return(undefined as never);
    expect(() => alpha.check({ data, resume: structuredClone(resume) as AlphaFrame, ...other })).toThrow(problem);
  });

  test('is not resumed on a table with another class', async () => {
    const resume = await firstFrame(alpha.run(config));
    const three = {
      train: moreClasses(data.train),
      validation: moreClasses(data.validation),
      test: moreClasses(data.test),
    };
    expect(() => alpha.check({ data: three, resume })).toThrow("alpha: 'data' must be");
  });

  test('is not resumed from a frame without states that fit', async () => {
    const { state, ...bare } = await firstFrame(alpha.run(config));
    if (!state) throw new Error('a resumable run has a state');
    const [first] = state.training;
    const { rates, ...withoutRates } = bare.trainings[0];
    const frames = [
      bare,
      { ...bare, state: { ...state, training: [first, { ...first, values: new Float32Array(5) }] } },
      { ...bare, state, step: 7 },
      { ...bare, state, optimizer: 'toString' },
      { ...bare, state, trainings: [] },
      { ...bare, state, trainings: [null, null] },
      { ...bare, state, trainings: [withoutRates, bare.trainings[1]] },
      { ...bare, state, step: 0.5 },
      { kind: 'alpha' },
      null,
      'frame',
    ];
    for (const resume of frames)
      expect(() => alpha.check({ ...config, resume: resume as AlphaFrame })).toThrow("alpha: 'resume' must be a frame");
  });
});
