import { data } from '../classification/data-setting.ts';
import type { ConfigOf, GivenOf } from '../settings/check.ts';
import type { ProblemList } from '../settings/problem-list.ts';
import { setting } from '../settings/setting.ts';
import { listOf, oneOf, positiveNumber, wholeNumber } from '../settings/types.ts';
import { frames } from '../training/frames.ts';
import { type AlphaOptimizer, alphaOptimizers } from './optimizers.ts';

const usualRates: Readonly<Record<AlphaOptimizer, readonly number[]>> = {
  sgd: [0.003, 0.03, 0.1, 0.3, 3],
  momentum: [0.0003, 0.003, 0.03, 0.3, 3],
  adam: [0.00001, 0.0001, 0.001, 0.01, 0.1],
};

/** Settings of an alpha run. */
export const alphaSettings = {
  /** Learning rates, one training for each. */
  rates: setting(listOf(positiveNumber(), 'learning rates', 1, 20).optional(), {
    label: 'learning rates',
    help: 'learning rates',
    flag: 'rates <list...>',
    fallback: `${usualRates.sgd.join()} for sgd, others for the others`,
  }),
  optimizer: setting(oneOf(alphaOptimizers).default(alphaOptimizers[0]), {
    label: 'optimizer',
    help: `one of ${alphaOptimizers.join(', ')}`,
    flag: 'optimizer <name>',
    control: { kind: 'choice', options: alphaOptimizers },
  }),
  steps: setting(wholeNumber(1, 1_000_000).default(200), {
    label: 'steps',
    help: 'updates',
    flag: 'steps <n>',
    control: { kind: 'number' },
    determines: false,
  }),
  /** If there are fewer samples, a batch has all of them. */
  batchSize: setting(wholeNumber(1, 100_000).default(512), {
    label: 'batch size',
    help: 'samples of a batch',
    flag: 'batch <n>',
    control: { kind: 'number' },
  }),
  /** Units of the hidden layers. */
  hidden: setting(listOf(wholeNumber(1, 10_000), 'numbers of units', 0, 8).default([128, 64]), {
    label: 'hidden units',
    help: 'units of the hidden layers',
    flag: 'hidden <list...>',
  }),
  seed: setting(wholeNumber(0).default(0), {
    label: 'seed',
    help: 'seed of all random numbers',
    flag: 'seed <n>',
    control: { kind: 'number' },
    sweep: [0, 1, 2],
  }),
  /** Number of steps between two measurements of the accuracy. */
  testEvery: setting(wholeNumber(1, 1_000_000).default(20), {
    label: 'test interval',
    help: 'steps between two measurements of the accuracy',
    determines: false,
  }),
  frames,
  data,
};

type Config = ConfigOf<typeof alphaSettings>;
type Given = GivenOf<typeof alphaSettings>;

/** A configuration with its defaults filled in. */
export type AlphaSettings = Omit<Given, 'rates'> & { readonly rates: readonly number[] };

/** Decides all settings. */
export function decideAlpha(given: Given, problems: ProblemList): AlphaSettings {
  const rates = given.rates ?? usualRates[given.optimizer];
  const twice = rates.find((rate, i) => rates.indexOf(rate) !== i);
  if (twice !== undefined)
    problems.add('rates', `must be a list with every learning rate once, but got ${twice} twice`);
  return { ...given, rates };
}

/** Applies a change, which must have a rate for each training. */
export function mergeAlpha<C extends Config>(config: C, { rates }: Pick<Config, 'rates'>, problems: ProblemList): C {
  const count = (config.rates ?? usualRates[config.optimizer ?? alphaOptimizers[0]]).length;
  if (Array.isArray(rates) && rates.length !== count)
    problems.add('rates', `must be ${count} rates, one for each training, but got ${rates.length}`);
  return { ...config, rates: rates ?? config.rates };
}
