import { z } from 'zod';
import { data } from '../classification/data-setting.ts';
import type { GivenOf } from '../settings/check.ts';
import type { ProblemList } from '../settings/problem-list.ts';
import { setting } from '../settings/setting.ts';
import { positiveNumber, share, someOf, weight, wholeNumber } from '../settings/types.ts';
import { gateVariants } from './variants.ts';

/** Settings of a comparison of gate regularizers. */
export const gatesSettings = {
  /** Variants to train. */
  only: setting(someOf(gateVariants).default([...gateVariants]), {
    label: 'variants',
    help: 'train only these variants',
    flag: 'only <names...>',
  }),
  /** Each variant is trained from this many seeds: `seed`, `seed + 1`, ... */
  seeds: setting(wholeNumber(1, 1000).default(1), {
    label: 'seeds',
    help: 'train each variant from this many seeds, from --seed on',
    flag: 'seeds <n>',
  }),
  epochs: setting(wholeNumber(1, 10_000).default(25), {
    label: 'epochs',
    help: 'passes over the training set; of a small table, an epoch makes several passes',
    flag: 'epochs <n>',
    control: { kind: 'number' },
  }),
  learningRate: setting(positiveNumber().default(1e-3), {
    label: 'learning rate',
    help: "Adam's learning rate",
    flag: 'lr <rate>',
    control: { kind: 'slider', low: 1e-5, high: 1e-1, scale: 'log' },
    sweep: [3e-4, 1e-3, 3e-3],
  }),
  /** Share of samples for which a gate should open: the prior's mean and the target of the mean penalty. */
  target: setting(share().default(0.4), {
    label: 'target',
    help: 'share of samples for which a gate should open, from 0 to 1',
    flag: 'target <share>',
    control: { kind: 'slider', low: 0.05, high: 0.95, scale: 'linear' },
    sweep: [0.1, 0.2, 0.4, 0.6, 0.8],
  }),
  seed: setting(wholeNumber(0).default(0), {
    label: 'seed',
    help: 'seed of all random numbers',
    flag: 'seed <n>',
    control: { kind: 'number' },
    sweep: [0, 1, 2, 3, 4],
  }),
  data,
  batchSize: setting(wholeNumber(2, 100_000).default(128), { label: 'batch size', help: 'samples of a batch' }),
  /** Updates that an epoch makes at least, so that 25 epochs train a small table as long as the digits. */
  minUpdates: setting(wholeNumber(1, 100_000).default(50), {
    label: 'updates of an epoch',
    help: 'updates that an epoch makes at least: a small table is passed several times',
  }),
  /** Hidden units; they are gated in `groups` of equal size. */
  hidden: setting(wholeNumber(1, 100_000).default(256), { label: 'hidden units', help: 'hidden units' }),
  groups: setting(wholeNumber(1, 10_000).default(16), {
    label: 'groups',
    help: 'groups of hidden units with one gate',
  }),
  /** Hidden units of the gate head. */
  headUnits: setting(wholeNumber(1, 10_000).default(16), {
    label: 'head units',
    help: 'hidden units of the gate head',
  }),
  /** Temperature of the Relaxed Bernoulli prior on the gate probabilities. */
  temperature: setting(positiveNumber().default(0.5), {
    label: 'temperature',
    help: "temperature of the gates' prior",
  }),
  /** Weight of each variant's penalty beside the cross-entropy. */
  weights: setting(
    z.strictObject({ l1: weight().default(0.3), mean: weight().default(10), bas: weight().default(10) }).prefault({}),
    { label: 'weights', help: "weights of the variants' penalties" },
  ),
};

/** A configuration with its defaults filled in. */
export type GatesSettings = GivenOf<typeof gatesSettings>;

/** Rejects settings that do not fit together. */
export function decideGates(settings: GatesSettings, problems: ProblemList): GatesSettings {
  const { hidden, groups, seed, seeds } = settings;
  if (hidden % groups !== 0) problems.add('hidden', `must be a multiple of {groups}, ${groups}, but got ${hidden}`);
  const highest = Number.MAX_SAFE_INTEGER - seeds + 1;
  if (seed > highest)
    problems.add('seed', `must be at most ${highest}, to leave room for ${seeds} seeds, but got ${seed}`);
  return settings;
}
