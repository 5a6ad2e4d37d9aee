import { z } from 'zod';
import { positiveNumber, weight, wholeNumber } from '../settings.ts';
import { gateVariants } from './variants.ts';

const variantNames = `must name at least one of ${gateVariants.join(', ')}`;

/** The settings that stay as they are through a run, also where it is gone on with. */
export const courseSchema = z.strictObject({
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
  /** Hidden units; they are gated in `groups` of equal size. */
  hidden: wholeNumber(1, 100_000).default(256),
  groups: wholeNumber(1, 10_000).default(16),
  /** Hidden units of the gate head. */
  headUnits: wholeNumber(1, 10_000).default(16),
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
});

/** What a run must go on with. */
export type GatesCourse = z.output<typeof courseSchema>;

/** The course among all settings. */
export const courseOf = (settings: GatesCourse): GatesCourse => courseSchema.strip().parse(settings);
