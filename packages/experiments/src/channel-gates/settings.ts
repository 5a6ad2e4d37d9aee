import { z } from 'zod';
import { data } from '../classification/data-setting.ts';
import type { GivenOf } from '../settings/check.ts';
import type { ProblemList } from '../settings/problem-list.ts';
import { setting } from '../settings/setting.ts';
import { listOf, positiveNumber, share, someOf, weight, wholeNumber } from '../settings/types.ts';
import { channelMethods } from './methods.ts';

/** Settings of a channel gates run. */
export const channelGatesSettings = {
  /** Methods to train. */
  only: setting(someOf(channelMethods).default([...channelMethods]), {
    label: 'methods',
    help: 'train only these methods',
    flag: 'only <names...>',
    determines: false,
  }),
  /** For the priors: shares of samples for which a gate should open, one training each. */
  targets: setting(listOf(share(), 'shares').default([0.08, 0.15, 0.25, 0.4, 0.6]), {
    label: 'targets',
    help: 'for gbas and bas: shares of samples for which a gate should open',
    flag: 'targets <list...>',
    determines: false,
  }),
  /** For the L0 penalty: weights of the expected share of open gates, one training each. */
  penalties: setting(listOf(weight(), 'weights').default([3, 1.5, 0.8, 0.4, 0.2]), {
    label: 'penalties',
    help: 'for l0: weights of the penalty',
    flag: 'penalties <list...>',
    determines: false,
  }),
  /** Channels of the convolutions, the ungated first one's included. */
  channels: setting(listOf(wholeNumber(1, 1024), 'numbers of channels', 2, 20).default([16, 32, 32]), {
    label: 'channels',
    help: 'channels of the convolutions; all but the first are gated',
    flag: 'channels <list...>',
  }),
  /** Passes with gates, for each point of a curve. */
  epochs: setting(wholeNumber(1, 10_000).default(6), {
    label: 'epochs',
    help: 'passes over the training set for each point',
    flag: 'epochs <n>',
  }),
  /** Passes over the training set without gates, after which all trainings with gates begin. */
  ungatedEpochs: setting(wholeNumber(1, 10_000).default(3), {
    label: 'epochs without gates',
    help: 'passes without gates, after which all points begin',
    flag: 'ungated-epochs <n>',
  }),
  /** Adam's first learning rate; it falls linearly, epoch by epoch. */
  learningRate: setting(positiveNumber().default(2e-3), {
    label: 'learning rate',
    help: "Adam's learning rate, which falls linearly",
    flag: 'lr <rate>',
  }),
  /** Weight of the priors' loss beside the cross-entropy. */
  weight: setting(weight().default(10), {
    label: 'weight',
    help: 'weight of the loss of the priors',
    flag: 'weight <w>',
  }),
  seed: setting(wholeNumber(0).default(0), {
    label: 'seed',
    help: 'seed of all random numbers',
    flag: 'seed <n>',
    sweep: [0, 1, 2, 3, 4],
  }),
  /** Temperature of the Relaxed Bernoulli priors. */
  temperature: setting(share().default(0.5), { label: 'temperature', help: "temperature of the gates' priors" }),
  /** Hidden units of the gate head. */
  headUnits: setting(wholeNumber(1, 10_000).default(32), {
    label: 'head units',
    help: 'hidden units of the gate head',
  }),
  batchSize: setting(wholeNumber(2, 100_000).default(128), { label: 'batch size', help: 'samples of a batch' }),
  /** Learning rate of learned priors. */
  priorRate: setting(positiveNumber().default(0.01), {
    label: 'learning rate of the priors',
    help: 'learning rate of learned priors',
  }),
  /** Square images of one channel; the digits of @hyperprior/datasets by default. */
  data,
  /** Clock in milliseconds, such as `performance.now`. With it, the classification of single samples is timed. */
  now: setting(z.custom<() => number>((value) => typeof value === 'function', 'must be a function').optional(), {
    label: 'clock',
    help: 'clock in milliseconds',
    determines: false,
  }),
};

/** A configuration with its defaults filled in. */
export type ChannelGatesSettings = GivenOf<typeof channelGatesSettings>;

/** Rejects data that are not square images. */
export function decideChannelGates(settings: ChannelGatesSettings, problems: ProblemList): ChannelGatesSettings {
  const features = settings.data?.train.featureCount ?? 0;
  if (!Number.isInteger(Math.sqrt(features)))
    problems.add('data', `must hold square images of one channel, but got ${features} features`);
  return settings;
}
