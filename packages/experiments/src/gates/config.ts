import type { Split, Table } from '@hyperprior/datasets';
import { z } from 'zod';
import { ConfigError, parseConfig } from '../parse-config.ts';
import { fits } from './data.ts';
import type { GateVariant } from './frame.ts';

/** The variants in the order in which they are trained and shown. */
export const gateVariants = ['plain', 'l1', 'mean', 'bas'] as const satisfies readonly GateVariant[];

const schema = z.strictObject({
  /** Train only these variants. */
  only: z
    .array(z.enum(gateVariants))
    .min(1)
    .default([...gateVariants]),
  /** Each variant is trained from this many seeds: `seed`, `seed + 1`, ... */
  seeds: z.int().min(1).max(1000).default(1),
  seed: z.int().min(0).default(0),
  epochs: z.int().min(1).max(10_000).default(25),
  batchSize: z.int().min(2).max(100_000).default(128),
  learningRate: z.number().positive().default(1e-3),
  /** Hidden units; they are gated in `groups` of equal size. */
  hidden: z.int().min(1).max(100_000).default(256),
  groups: z.int().min(1).max(10_000).default(16),
  /** Hidden units of the gate head. */
  headUnits: z.int().min(1).max(10_000).default(16),
  /** The share of samples for which a gate should open: the prior's mean and the target of the mean penalty. */
  target: z.number().gt(0).lt(1).default(0.4),
  /** The temperature of the Relaxed Bernoulli prior on the gate probabilities. */
  temperature: z.number().positive().default(0.5),
  /** How heavily each variant's penalty counts beside the cross-entropy. */
  weights: z
    .strictObject({
      l1: z.number().min(0).default(0.3),
      mean: z.number().min(0).default(10),
      bas: z.number().min(0).default(10),
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
  return settings;
}
