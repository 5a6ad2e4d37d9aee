import { z } from 'zod';
import type { ConfigOf, GivenOf } from '../settings/check.ts';
import { families, type NamedPrior, namedPrior, parsePrior, requireUnitMass } from '../settings/prior-text.ts';
import type { ProblemList } from '../settings/problem-list.ts';
import { setting } from '../settings/setting.ts';
import { flag, oneOf, positiveNumber, text, wholeNumber } from '../settings/types.ts';
import { frames } from '../training/frames.ts';
import { initialPoints } from './initial-points.ts';
import { presetNames, presets } from './presets.ts';

/** Settings of a Batch-Shaping run. */
export const basSettings = {
  /** One of the notebook's runs: the other settings default to its own, and it starts from its stored points. */
  preset: setting(oneOf(presetNames).optional(), {
    label: 'preset',
    help: `run of the original notebook: ${presetNames.join(', ')}`,
    flag: 'preset <name>',
    fallback: 'the first, unless a prior is given',
    control: { kind: 'choice', options: presetNames },
  }),
  /** A family's name, or a prior as text, for instance `0.3 * beta(2, 6) + 0.7 * uniform(0, 1)`. */
  prior: setting(text().optional(), {
    label: 'prior',
    help: 'family, or a prior as text, with its parameters or as a mixture',
    flag: 'prior <family>',
    fallback: "the preset's",
    control: { kind: 'prior' },
  }),
  parameters: setting(
    z.array(z.number({ error: 'must be a finite number' }), { error: 'must be a list of numbers' }).optional(),
    {
      label: 'parameters',
      help: "parameters of the prior's family",
      flag: 'params <list...>',
      fallback: "the preset's",
    },
  ),
  steps: setting(wholeNumber(1, 1_000_000).optional(), {
    label: 'steps',
    help: 'optimizer steps',
    flag: 'steps <n>',
    fallback: "the preset's, else 100",
    control: { kind: 'number' },
    determines: false,
  }),
  learningRate: setting(positiveNumber().optional(), {
    label: 'learning rate',
    help: "Adam's learning rate",
    flag: 'lr <rate>',
    fallback: '0.1',
    control: { kind: 'slider', low: 1e-3, high: 1, scale: 'log' },
    sweep: [0.01, 0.03, 0.1, 0.3],
  }),
  /** Points to start from, before the sigmoid. */
  points: setting(
    z.custom<Float32Array>(isBatch, 'must be a Float32Array of at least one value, all of them finite').optional(),
    {
      label: 'points',
      help: 'start from these points: one number a line, before the sigmoid; - reads standard input',
      flag: 'points <file>',
      fallback: "the preset's, else drawn",
      source: 'numbers',
    },
  ),
  /** Number of points that are drawn if none are given. */
  count: setting(wholeNumber(1, 1_000_000).optional(), {
    label: 'number of points',
    help: 'number of points to draw',
    flag: 'count <n>',
    fallback: '500',
    control: { kind: 'number' },
  }),
  /** Points are drawn uniformly from [-range, range]. Float32 must hold it. */
  range: setting(positiveNumber().optional(), {
    label: 'range',
    help: 'draw the points uniformly from [-r, r], before the sigmoid',
    flag: 'range <r>',
    fallback: "the preset's, else 4",
  }),
  seed: setting(wholeNumber(0).optional(), {
    label: 'seed',
    help: 'seed of the points to draw',
    flag: 'seed <n>',
    fallback: "the preset's own points, else 0",
    control: { kind: 'number' },
    sweep: [0, 1, 2, 3, 4],
  }),
  /** Drops the reference's clips in the gradient. */
  exact: setting(flag().default(false), {
    label: 'exact gradient',
    help: "drop the reference's clips in the gradient",
    flag: 'exact',
    control: { kind: 'switch' },
  }),
  frames,
};

/** A configuration with all settings decided. */
export interface BasSettings {
  readonly prior: NamedPrior;
  readonly steps: number;
  readonly learningRate: number;
  /** Points to start from; null if they are drawn from the seed. */
  readonly points: Float32Array | null;
  readonly count: number;
  /** null for stored or given points, as is the seed. */
  readonly range: number | null;
  readonly seed: number | null;
  readonly exact: boolean;
  readonly frames: number;
}

type Config = ConfigOf<typeof basSettings>;
type Given = GivenOf<typeof basSettings>;

/** Decides all settings. */
export function decideBas(given: Given, problems: ProblemList): BasSettings | null {
  checkTogether(given, problems);
  const prior = problems.attempt('prior', 'must be a prior', () => requireUnitMass(priorOf(given)));
  const preset = presetOf(given);
  const points = startingPoints(given);
  const defaults = preset ? presets[preset] : { steps: 100, learningRate: 0.1, range: 4 };
  return (
    prior && {
      prior,
      steps: given.steps ?? defaults.steps,
      learningRate: given.learningRate ?? defaults.learningRate,
      points,
      count: points?.length ?? given.count ?? 500,
      range: points ? null : (given.range ?? defaults.range),
      seed: points ? null : (given.seed ?? 0),
      exact: given.exact,
      frames: given.frames,
    }
  );
}

/** The preset of a configuration; the first one if there is no prior either. */
const presetOf = ({ preset, prior }: Pick<Config, 'preset' | 'prior'>) =>
  preset ?? (prior === undefined ? presetNames[0] : null);

/** Points that are given, or stored with the preset; null if they are to be drawn. */
function startingPoints(config: Config): Float32Array | null {
  const preset = presetOf(config);
  const isDrawn = [config.seed, config.count, config.range].some((value) => value !== undefined);
  return config.points ?? (preset && !isDrawn ? initialPoints(preset) : null);
}

/** Rejects settings that contradict each other. */
function checkTogether({ preset, prior, parameters, points, ...given }: Given, problems: ProblemList): void {
  if (preset !== undefined && prior !== undefined)
    problems.add('prior', 'must be left out beside {preset}, which has a prior of its own');
  if (parameters && prior === undefined)
    problems.add('parameters', `must be left out without {prior}: one of ${Object.keys(families).join(', ')}`);
  if (parameters && prior?.includes('('))
    problems.add('parameters', `must be left out beside {prior}, which has its own: '${prior}'`);
  if (points)
    for (const name of ['count', 'range', 'seed'] as const)
      if (given[name] !== undefined)
        problems.add(name, 'must be left out beside {points}, which says how many points there are and where');
}

function priorOf({ preset, prior, parameters }: Given): NamedPrior {
  if (prior?.includes('(')) return parsePrior(prior);
  if (prior !== undefined) return namedPrior(prior, parameters ?? []);
  const own = presets[preset ?? presetNames[0]];
  return namedPrior(own.prior, own.parameters);
}

/** Applies a change. New parameters belong to the family of the current prior. */
export function mergeBas<C extends Config>(
  config: C,
  change: Pick<Config, 'prior' | 'parameters' | 'learningRate'>,
): C {
  const { prior, parameters, learningRate = config.learningRate } = change;
  if (prior === undefined && parameters === undefined) return { ...config, learningRate };
  const current = withoutPreset(config);
  return { ...current, learningRate, prior: prior ?? familyIn(current.prior), parameters };
}

/** Replaces a preset by its settings: with another prior, the run is no longer the preset's. */
function withoutPreset<C extends Config>(config: C): C {
  const name = presetOf(config);
  if (name === null) return config;
  const { prior, parameters, steps, learningRate, range } = presets[name];
  const points = startingPoints(config) ?? undefined;
  return {
    ...config,
    preset: undefined,
    prior,
    parameters: [...parameters],
    steps: config.steps ?? steps,
    learningRate: config.learningRate ?? learningRate,
    points,
    range: points ? undefined : (config.range ?? range),
  };
}

/** The family of a prior as text; a mixture stays as it is. */
const familyIn = (prior = ''): string => prior.replace(/^([a-z-]+)\s*\([^()]*\)$/, '$1');

/** Whether a value is a batch of numbers to train on. */
export function isBatch(value: unknown): value is Float32Array {
  return value instanceof Float32Array && value.length > 0 && value.every(Number.isFinite);
}
