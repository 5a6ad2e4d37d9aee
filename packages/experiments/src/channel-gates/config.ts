import type { Split, Table } from '@hyperprior/datasets';
import { z } from 'zod';
import { fits } from '../classification/data.ts';
import { ConfigError, parseConfig } from '../parse-config.ts';
import { checkSameCourse } from '../same-course.ts';
import { positiveNumber, share, weight, wholeNumber } from '../settings.ts';
import { courseOf } from './course.ts';
import type { ChannelGatesFrame } from './frame.ts';
import { channelMethods } from './methods.ts';

const methodNames = `must name at least one of ${channelMethods.join(', ')}`;
const some = (what: string) => `must be a list of at least one ${what}`;

const schema = z.strictObject({
  /** Train only these methods. */
  only: z
    .array(z.enum(channelMethods, { error: methodNames }), { error: methodNames })
    .min(1, { error: methodNames })
    .default([...channelMethods]),
  /** For the priors: the shares of samples for which a gate should open. One training each. */
  targets: z
    .array(share(), { error: some('share') })
    .min(1, { error: some('share') })
    .default([0.08, 0.15, 0.25, 0.4, 0.6]),
  /** For the L0 penalty: how heavily the expected share of open gates counts. One training each. */
  penalties: z
    .array(weight(), { error: some('weight') })
    .min(1, { error: some('weight') })
    .default([3, 1.5, 0.8, 0.4, 0.2]),
  /** How heavily the loss of the priors counts beside the cross-entropy. */
  weight: weight().default(10),
  /** The Relaxed Bernoulli priors' temperature. */
  temperature: share().default(0.5),
  /** The channels of the convolutions, the ungated first one's included. */
  channels: z
    .array(wholeNumber(1, 1024), { error: 'must be a list of at least two whole numbers' })
    .min(2, { error: 'must be a list of at least two whole numbers' })
    .default([16, 32, 32]),
  /** Hidden units of the gate head. */
  headUnits: wholeNumber(1, 10_000).default(32),
  /** Passes over the training set without gates, from which all trainings with gates start. */
  ungatedEpochs: wholeNumber(1, 10_000).default(3),
  /** Passes with gates, for each point of a curve. */
  epochs: wholeNumber(1, 10_000).default(6),
  batchSize: wholeNumber(2, 100_000).default(128),
  /** Adam's first learning rate; it falls linearly, epoch by epoch. */
  learningRate: positiveNumber().default(2e-3),
  /** The same for learned priors. */
  priorRate: positiveNumber().default(0.01),
  seed: wholeNumber(0).default(0),
  /** Square images of one channel; the digits that ship with @hyperprior/datasets where none are given. */
  data: z
    .custom<Split<Table>>(
      fits,
      'must be { train, validation, test }: tables with rows, the same features and classes, and finite numbers',
    )
    .optional(),
  /** A frame of an earlier run: points that it has are not trained again. */
  resume: z.custom<ChannelGatesFrame>(isFrame, 'must be a frame of runChannelGates').optional(),
  /** A clock in ms, as `performance.now`: with it, the classification of single samples is timed. */
  now: z.custom<() => number>((value) => typeof value === 'function', 'must be a function').optional(),
});

function isFrame(given: unknown): given is ChannelGatesFrame {
  const { kind, course, curves } = (given ?? {}) as Partial<ChannelGatesFrame>;
  return kind === 'channel-gates' && typeof course === 'object' && Array.isArray(curves);
}

/** What `runChannelGates` takes. */
export type ChannelGatesConfig = z.input<typeof schema>;

/** A configuration with its defaults filled in. */
export type ChannelGatesSettings = z.output<typeof schema>;

/** Checks a configuration. Throws a ConfigError that names the setting. */
export function channelGatesSettings(config: ChannelGatesConfig): ChannelGatesSettings {
  const settings = parseConfig('channel-gates', schema, config);
  if (settings.resume) checkSameCourse('channel-gates', courseOf(settings), settings.resume.course);
  const features = settings.data?.train.featureCount ?? 0;
  if (!Number.isInteger(Math.sqrt(features))) {
    const problem = `must hold square images of one channel, but has ${features} features`;
    throw new ConfigError(`channel-gates: 'data' ${problem}`, { setting: 'data', problem });
  }
  return settings;
}
