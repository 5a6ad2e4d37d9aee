import type { Split, Table } from '@hyperprior/datasets';
import { z } from 'zod';
import { ConfigError, parseConfig } from '../parse-config.ts';
import { positiveNumber, share, weight, wholeNumber } from '../settings.ts';
import { fits } from './data.ts';
import type { GateVariant } from './frame.ts';

/** The variants in the order in which they are trained and shown. */
export const gateVariants = ['plain', 'l1', 'mean', 'bas'] as const satisfies readonly GateVariant[];

const variantNames = `must name at least one of ${gateVariants.join(', ')}`;

const schema = z.strictObject({
  /** Train only these variants. */
  only: z
    .array(z.enum(gateVariants, { error: variantNames }), { error: variantNames })
    .min(1, { error: variantNames })
    .default([...gateVariants]),
  /** Each variant is trained from this many seeds: `seed`, `seed + 1`, ... */
  seeds: wholeNumber(1, 1000).default(1),
  seed: wholeNumber(0).default(0),
  epochs: wholeNumber(1, 10_000).default(25),
  batchSize: wholeNumber(2, 100_000).default(128),
  learningRate: positiveNumber().default(1e-3),
  /** Hidden units; they are gated in `groups` of equal size. */
  hidden: wholeNumber(1, 100_000).default(256),
  groups: wholeNumber(1, 10_000).default(16),
  /** Hidden units of the gate head. */
  headUnits: wholeNumber(1, 10_000).default(16),
  /** The share of samples for which a gate should open: the prior's mean and the target of the mean penalty. */
  target: share().default(0.4),
  /** The temperature of the Relaxed Bernoulli prior on the gate probabilities. */
  temperature: positiveNumber().default(0.5),
  /** How heavily each variant's penalty counts beside the cross-entropy. */
  weights: z
    .strictObject({
      l1: weight().default(0.3),
      mean: weight().default(10),
      bas: weight().default(10),
    })
    .prefault({}),
  /** The data; the digits that ship with @hyperprior/datasets where none is given. */
  data: z
    .custom<Split<Table>>(
      fits,
      'must be { train, validation, test }: tables with rows, the same features and classes, and finite numbers',
    )
    .optional(),
});

/** What `runGates` takes. */
export type GatesConfig = z.input<typeof schema>;

const changeSchema = z.strictObject({
  learningRate: schema.shape.learningRate.unwrap().optional(),
  target: schema.shape.target.unwrap().optional(),
});

/** What may change while a run goes on: handed to `next()` of its frames, it acts from the next epoch. */
export type GatesChange = z.input<typeof changeSchema>;

/** The settings after a change. Throws a ConfigError that names the setting. */
export function changedSettings(settings: GatesSettings, change: GatesChange): GatesSettings {
  return { ...settings, ...parseConfig('gates', changeSchema, change) };
}

/** A configuration with its defaults filled in. */
export type GatesSettings = z.output<typeof schema>;

/** Checks a configuration. Throws a ConfigError that names the setting. */
export function gatesSettings(config: GatesConfig): GatesSettings {
  const settings = parseConfig('gates', schema, config);
  if (settings.hidden % settings.groups !== 0)
    throw new ConfigError(
      `gates: 'hidden' must be a multiple of 'groups', but ${settings.hidden} units do not fall into ${settings.groups} groups`,
    );
  const { seed, seeds } = settings;
  const highest = Number.MAX_SAFE_INTEGER - seeds + 1;
  if (seed > highest) {
    const problem = `must be at most ${highest}, to leave room for ${seeds} seeds, but is ${seed}`;
    throw new ConfigError(`gates: 'seed' ${problem}`, { setting: 'seed', problem });
  }
  return settings;
}
