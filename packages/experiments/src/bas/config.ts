import { z } from 'zod';
import { ConfigError, decide, parseConfig } from '../parse-config.ts';
import { type NamedPrior, namedPrior, parsePrior } from '../priors.ts';
import { flag, positiveNumber, text, wholeNumber } from '../settings.ts';
import type { BasFrame } from './frame.ts';
import { initialPoints } from './initial-points.ts';
import { isPresetName, presetNames, presets } from './presets.ts';
import { isBatch, isFrame, pointsOf } from './resume.ts';

const schema = z.strictObject({
  /** One of the notebook's runs: the other settings default to its own, and it starts from its stored points. */
  preset: text().optional(),
  /** A family's name, or a prior as text, for instance `0.3 * beta(2, 6) + 0.7 * uniform(0, 1)`. */
  prior: text().optional(),
  parameters: z
    .array(z.number({ error: 'must be a finite number' }), { error: 'must be a list of numbers' })
    .optional(),
  steps: wholeNumber(1, 1_000_000).optional(),
  learningRate: positiveNumber().optional(),
  /** The points to start from, before the sigmoid. */
  points: z
    .custom<Float32Array>(isBatch, 'must be a Float32Array of at least one value, all of them finite')
    .optional(),
  /** How many points are drawn where none are given; 500 unless told. */
  count: wholeNumber(1, 1_000_000).optional(),
  /** They are drawn uniformly from [-range, range]; the preset's range, or 4, unless told. Float32 must hold it. */
  range: positiveNumber().optional(),
  seed: wholeNumber(0).optional(),
  /** Drops the reference's clips in the gradient. */
  exact: flag().default(false),
  /** A frame of this very run, to go on from: with its points, at its own step. */
  resume: z.custom<BasFrame>(isFrame, 'must be a frame of runBas').optional(),
  /** Frames carry the state of the training, which lets `resume` go on as if the run had never been left. */
  resumable: flag().default(false),
  /** About how many frames are shown; the first and the last step always are. */
  frames: wholeNumber(1, 100_000).default(100),
});

/** What `runBas` takes. */
export type BasConfig = z.input<typeof schema>;

const changeSchema = schema.pick({ prior: true, parameters: true, learningRate: true });

/** What may change while a run goes on: handed to `next()` of its frames, it acts from the next step. */
export type BasChange = z.input<typeof changeSchema>;

/** The settings after a change. Throws a ConfigError that names the setting. */
export function changedSettings(settings: BasSettings, change: BasChange): BasSettings {
  const given = parseConfig('bas', changeSchema, change);
  const hasPrior = given.prior !== undefined || given.parameters !== undefined;
  const { prior, label } = hasPrior
    ? decide('bas', 'prior', () => priorOf(given, { prior: settings.prior.family.name, parameters: [] }))
    : settings;
  return { ...settings, prior, label, learningRate: given.learningRate ?? settings.learningRate };
}

/** A configuration with everything decided. */
export interface BasSettings extends NamedPrior {
  readonly steps: number;
  readonly learningRate: number;
  /** null: drawn from the seed. */
  readonly points: Float32Array | null;
  readonly count: number;
  readonly range: number;
  /** null: the stored points of a preset, or points that were given. */
  readonly seed: number | null;
  readonly exact: boolean;
  /** null: from the first step. */
  readonly resume: BasFrame | null;
  readonly resumable: boolean;
  readonly frames: number;
}

/** Checks a configuration and decides what it leaves open. Throws a ConfigError that names the setting. */
export function basSettings(config: BasConfig): BasSettings {
  const given = parseConfig('bas', schema, config);
  const preset = given.preset === undefined ? null : presetNamed(given.preset);
  const start = given.resume ? pointsOf(given.resume) : given.points;
  if (given.points && [given.count, given.range, given.seed].some((setting) => setting !== undefined))
    throw new ConfigError(
      "bas: 'points' already says how many there are and where; leave out 'count', 'range' and 'seed'",
    );
  const { prior, label } = decide('bas', 'prior', () => priorOf(given, preset?.settings ?? presets['rb-0.2-0.25']));
  const drawn = [given.seed, given.prior, given.count, given.range].some((setting) => setting !== undefined);
  const points = start ?? (preset && !drawn ? initialPoints(preset.name) : null);
  return {
    prior,
    label,
    steps: given.steps ?? preset?.settings.steps ?? 100,
    learningRate: given.learningRate ?? preset?.settings.learningRate ?? 0.1,
    points,
    count: points?.length ?? given.count ?? 500,
    range: given.range ?? preset?.settings.range ?? 4,
    seed: points ? null : (given.seed ?? 0),
    exact: given.exact,
    resume: given.resume ?? null,
    resumable: given.resumable,
    frames: given.frames,
  };
}

function presetNamed(name: string) {
  if (!isPresetName(name))
    throw new ConfigError(`bas: unknown preset '${name}'; choose one of ${presetNames.join(', ')}`);
  return { name, settings: presets[name] };
}

function priorOf(
  { prior, parameters }: { prior?: string; parameters?: number[] },
  fallback: { prior: string; parameters: readonly number[] },
): NamedPrior {
  if (prior?.includes('(')) {
    if (parameters === undefined) return parsePrior(prior);
    throw new RangeError(`'parameters' must be left out where the prior already has its own, as '${prior}' does`);
  }
  if (prior !== undefined) return namedPrior(prior, parameters ?? []);
  return namedPrior(fallback.prior, parameters ?? fallback.parameters);
}
