import { describe, expect, test } from 'vitest';
import {
  type AlphaConfig,
  alpha,
  type BasConfig,
  bas,
  type ChannelGatesConfig,
  ConfigError,
  channelGates,
  type GatesConfig,
  type GbasConfig,
  gates,
  gbas,
} from '../src/index.ts';
import { images } from './support/bars.ts';
import { clouds, data } from './support/clouds.ts';

/** Messages of all problems of a configuration. */
function messageOf(check: () => unknown): string {
  try {
    check();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('bas refuses', () => {
  test.each<[string, BasConfig, string]>([
    [
      'an unknown preset',
      { preset: 'rb' as unknown as 'beta-2-6' },
      "bas: 'preset' must be one of rb-0.2-0.25, rb-0.8-0.4, rb-0.8-0.01, symbeta-0.9, beta-2-6, normal-range-4, normal-range-1, but got 'rb'",
    ],
    [
      'a preset with a prior',
      { preset: 'beta-2-6', prior: 'beta(2, 6)' },
      "bas: 'prior' must be left out beside 'preset'",
    ],
    [
      'a discrete prior',
      { prior: 'poisson(3)' },
      "bas: 'prior' must be a prior: poisson is a discrete prior, whose cdf is a step function",
    ],
    [
      'an unknown prior',
      { prior: 'gauss', parameters: [1] },
      "bas: 'prior' must be a prior: unknown prior 'gauss'; choose one of beta",
    ],
    [
      'a parameter out of range',
      { prior: 'beta', parameters: [-1, 2] },
      "bas: 'prior' must be a prior: beta: 'a' must be a finite number greater than 0, but got -1",
    ],
    ['too few parameters', { prior: 'beta', parameters: [1] }, 'beta takes 2 parameters (a, b), but got 1'],
    [
      'points that are not finite',
      { points: Float32Array.of(0, Number.NaN) },
      "bas: 'points' must be a Float32Array of at least one value, all of them finite, but got another array",
    ],
    [
      'parameters beside a text',
      { prior: 'beta(2, 6)', parameters: [1, 2] },
      "bas: 'parameters' must be left out beside 'prior', which has its own: 'beta(2, 6)'",
    ],
    ['parameters without a prior', { parameters: [1, 2] }, "bas: 'parameters' must be left out without 'prior'"],
    [
      'points and a number to draw, and names both',
      { points: Float32Array.of(0, 1), count: 2, seed: 1 },
      "bas: 'count' must be left out beside 'points', which says how many points there are and where; 'seed' must be",
    ],
    ['no steps', { steps: 0 }, "bas: 'steps' must be a whole number from 1 to 1000000, but got 0"],
    ['a rate that is no number', { learningRate: Number.NaN }, "bas: 'learningRate' must be a number greater than 0"],
    [
      'a parameter that is not finite',
      { prior: 'beta', parameters: [1, Number.POSITIVE_INFINITY] },
      "bas: 'parameters[1]' must be a finite number, but got Infinity",
    ],
    ['a text that is no prior', { prior: 'beta(1' }, "bas: 'prior' must be a prior: 'beta(1' is not a prior"],
    [
      'two settings of wrong types, and names both',
      { steps: -1, learningRate: 0 },
      "bas: 'steps' must be a whole number from 1 to 1000000, but got -1; 'learningRate' must be a number greater than 0 and at most 1e38, but got 0",
    ],
    [
      'a setting that does not exist',
      { stepz: 3 } as BasConfig,
      "bas: 'stepz' is no setting; the settings are preset, prior",
    ],
    ['no object', 3 as unknown as BasConfig, 'bas: the configuration must be an object, but got 3'],
  ])('%s', (_, config, message) => {
    expect(messageOf(() => bas.check(config))).toContain(message);
  });
});

describe('gbas refuses', () => {
  test.each<[GbasConfig, string]>([
    [{ target: 1 }, "'target' must be a number greater than 0 and less than 1, but got 1"],
    [{ target: 0.3, hyperprior: 'beta(3, 7)' }, "'target' must be left out beside 'hyperprior'"],
    [{ hyperprior: 'gauss(1, 2)' }, "'hyperprior' must be a prior: unknown prior 'gauss'"],
    [{ family: 'normal' }, "'family' must be one of relaxed-bernoulli, beta, symmetric-beta"],
    [{ preset: 'notebook', seed: 1 }, "'seed' must be left out beside 'preset'"],
    [{ family: 'beta', l1: 0.2 }, "'l1' must be left out for beta priors, which have no temperature"],
    [{ dimensions: 60_000, count: 1_000 }, "'count' times 'dimensions' must be at most 4194304, but got 60000000"],
    [{ steps: 0 }, "'steps' must be a whole number from 1"],
  ])('%o', (config, message) => {
    expect(messageOf(() => gbas.check(config))).toContain(message);
  });
});

describe('gates refuses', () => {
  test.each<[string, GatesConfig, string]>([
    [
      'groups that do not divide the hidden units',
      { hidden: 10, groups: 3 },
      "'hidden' must be a multiple of 'groups', 3, but got 10",
    ],
    ['a target outside (0, 1)', { target: 1 }, "gates: 'target'"],
    ['no variant', { only: [] }, "gates: 'only' must name at least one of plain, l1, mean, bas, but got an empty list"],
    [
      'parts that differ in their features',
      { data: { ...data, test: { ...data.test, featureCount: 2 } } },
      "gates: 'data' must be { train, validation, test }",
    ],
    ['a part without rows', { data: { ...data, validation: clouds(0, 1) } }, "gates: 'data' must be"],
    ['no epochs', { epochs: 0 }, "gates: 'epochs' must be a whole number from 1 to 10000, but got 0"],
    ['half an epoch', { epochs: 0.5 }, 'a whole number from 1 to 10000, but got 0.5'],
    ['seeds beyond the whole numbers', { seed: Number.MAX_SAFE_INTEGER, seeds: 2 }, "gates: 'seed' must be at most"],
    ['a setting inside another', { weights: { l1: -1 } }, "gates: 'weights.l1' must be a finite number of at least 0"],
    ['an unknown setting inside another', { weights: { l2: 1 } } as GatesConfig, "gates: 'weights' must not have 'l2'"],
  ])('%s', (_, config, message) => {
    expect(messageOf(() => gates.check({ data, ...config }))).toContain(message);
  });
});

describe('channelGates refuses', () => {
  test.each<[string, ChannelGatesConfig, string]>([
    ['a target outside (0, 1)', { targets: [0.5, 1] }, "'targets[1]' must be a number greater than 0 and less"],
    ['no target', { targets: [] }, "'targets' must be a list of 1 to 1000 shares, but got an empty list"],
    ['a negative penalty', { penalties: [-1] }, "'penalties[0]' must be a finite number of at least 0"],
    ['a single convolution', { channels: [8] }, "'channels' must be a list of 2 to 20 numbers of channels"],
    ['no method', { only: [] }, "'only' must name at least one of gbas, bas, l0"],
    [
      'images that are not square',
      { data: { train: clouds(9, 1), validation: clouds(9, 2), test: { ...clouds(9, 3), featureCount: 2 } } },
      "'data' must be",
    ],
    ['a clock that is none', { now: 3 as unknown as () => number }, "'now' must be a function"],
  ])('%s', (_, config, message) => {
    expect(messageOf(() => channelGates.check({ data: images, ...config }))).toContain(message);
  });
});

describe('alpha refuses', () => {
  test.each<[string, AlphaConfig, string]>([
    ['no rate', { rates: [] }, "alpha: 'rates' must be a list of 1 to 20 learning rates, but got an empty list"],
    [
      'a rate twice',
      { rates: [0.1, 0.1] },
      "alpha: 'rates' must be a list with every learning rate once, but got 0.1 twice",
    ],
    ['a negative rate', { rates: [0.1, -1] }, "alpha: 'rates[1]' must be a number greater than 0"],
    ['no steps', { steps: 0 }, "alpha: 'steps' must be a whole number from 1 to 1000000, but got 0"],
    [
      'another optimizer',
      { optimizer: 'lion' as unknown as 'sgd' },
      "alpha: 'optimizer' must be one of sgd, momentum, adam, but got 'lion'",
    ],
    ['half a unit', { hidden: [0.5] }, "alpha: 'hidden[0]' must be a whole number from 1 to 10000, but got 0.5"],
    ['too many layers', { hidden: Array(9).fill(1) }, "alpha: 'hidden' must be a list of 0 to 8 numbers of units"],
  ])('%s', (_, config, message) => {
    expect(messageOf(() => alpha.check(config))).toContain(message);
  });
});
