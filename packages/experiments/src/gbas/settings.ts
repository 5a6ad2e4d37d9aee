import type { ConfigOf, GivenOf } from '../settings/check.ts';
import { type NamedPrior, parsePrior, requireUnitMass } from '../settings/prior-text.ts';
import type { ProblemList } from '../settings/problem-list.ts';
import { setting } from '../settings/setting.ts';
import { flag, oneOf, positiveNumber, share, text, weight, wholeNumber } from '../settings/types.ts';
import { frames } from '../training/frames.ts';
import { gbasFamilies } from './families.ts';

const familyNames = Object.keys(gbasFamilies);

/** Maximum number of values that fit one buffer of any GPU. */
const maxValues = 2 ** 22;

const defaults = { family: 'relaxed-bernoulli', dimensions: 30, count: 500, hyperprior: 'beta(3, 7)', l1: 0.1 };

/** Settings of a generalized Batch-Shaping run. */
export const gbasSettings = {
  /** `notebook`: starts from the stored points and means of the original notebook. It takes no size, family or seed. */
  preset: setting(oneOf(['notebook']).optional(), {
    label: 'preset',
    help: 'run of the original notebook: notebook',
    flag: 'preset <name>',
    fallback: 'notebook, unless a size, family or seed is given',
  }),
  /** Family of the learned priors. */
  family: setting(oneOf(familyNames).optional(), {
    label: 'family',
    help: `learned priors: ${familyNames.join(', ')}`,
    flag: 'family <name>',
    fallback: defaults.family,
    control: { kind: 'choice', options: familyNames },
  }),
  /** Mean that the priors' means should have: the hyperprior beta(10 target, 10 (1 - target)). */
  target: setting(share().optional(), {
    label: 'target',
    help: 'mean that the priors should have on average, from 0 to 1',
    flag: 'target <share>',
    fallback: "the hyperprior's",
    control: { kind: 'slider', low: 0.05, high: 0.95, scale: 'linear' },
    sweep: [0.1, 0.3, 0.5, 0.7, 0.9],
  }),
  /** Distribution that the priors' means should follow, as text. */
  hyperprior: setting(text().optional(), {
    label: 'hyperprior',
    help: "distribution that the priors' means should follow, instead of a target",
    flag: 'hyperprior <prior>',
    fallback: defaults.hyperprior,
    control: { kind: 'text' },
  }),
  /** Number of dimensions, each with a prior of its own. */
  dimensions: setting(wholeNumber(1, 65_536).optional(), {
    label: 'dimensions',
    help: 'number of priors to learn',
    flag: 'dimensions <n>',
    fallback: String(defaults.dimensions),
    control: { kind: 'number' },
  }),
  /** Points in each dimension. */
  count: setting(wholeNumber(1, 1_000_000).optional(), {
    label: 'points in each dimension',
    help: 'points in each dimension',
    flag: 'count <n>',
    fallback: String(defaults.count),
    control: { kind: 'number' },
  }),
  steps: setting(wholeNumber(1, 1_000_000).default(350), {
    label: 'steps',
    help: 'optimizer steps',
    flag: 'steps <n>',
    control: { kind: 'number' },
    determines: false,
  }),
  /** Adam's learning rate after the warm-up. The notebook's, whose schedule multiplies by it twice, comes to 0.09. */
  learningRate: setting(positiveNumber().default(0.09), {
    label: 'learning rate',
    help: "Adam's learning rate",
    flag: 'lr <rate>',
    control: { kind: 'slider', low: 1e-3, high: 1, scale: 'log' },
    sweep: [0.01, 0.03, 0.09, 0.3],
  }),
  warmUp: setting(wholeNumber(0, 1_000_000).default(20), {
    label: 'warm-up',
    help: 'steps over which the learning rate rises',
    flag: 'warm-up <n>',
  }),
  /** Weight of the mean temperature in the loss, which sharpens the priors. */
  l1: setting(weight().optional(), {
    label: 'temperature penalty',
    help: 'weight of the mean temperature in the loss',
    flag: 'l1 <weight>',
    fallback: String(defaults.l1),
  }),
  seed: setting(wholeNumber(0).optional(), {
    label: 'seed',
    help: 'seed of the points and means to start from',
    flag: 'seed <n>',
    fallback: 'the stored start, else 0',
    control: { kind: 'number' },
    sweep: [0, 1, 2, 3, 4],
  }),
  /** Drops the reference's clip of the points to [0.001, 0.999] for relaxed Bernoulli priors. */
  exact: setting(flag().default(false), {
    label: 'exact gradient',
    help: "drop the reference's clip of the points",
    flag: 'exact',
  }),
  frames,
};

/** A configuration with all settings decided. */
export interface GbasSettings {
  /** null for a start drawn from the seed. */
  readonly preset: 'notebook' | null;
  readonly family: string;
  readonly hyperprior: NamedPrior;
  readonly dimensions: number;
  readonly count: number;
  readonly steps: number;
  readonly learningRate: number;
  readonly warmUp: number;
  readonly l1: number;
  /** null for the stored start. */
  readonly seed: number | null;
  readonly exact: boolean;
  readonly frames: number;
}

type Config = ConfigOf<typeof gbasSettings>;
type Given = GivenOf<typeof gbasSettings>;

/** Decides all settings. */
export function decideGbas(given: Given, problems: ProblemList): GbasSettings | null {
  const { family = defaults.family, dimensions = defaults.dimensions, count = defaults.count } = given;
  const own = (['family', 'dimensions', 'count', 'seed'] as const).filter((name) => given[name] !== undefined);
  if (given.preset)
    for (const name of own) problems.add(name, 'must be left out beside {preset}, whose points are stored');
  if (dimensions * count > maxValues)
    problems.add('count', `times {dimensions} must be at most ${maxValues}, but got ${dimensions * count}`);
  if (given.l1 !== undefined && family !== defaults.family)
    problems.add('l1', `must be left out for ${family} priors, which have no temperature`);
  const hyperprior = hyperpriorOf(given, problems);
  const isStored = given.preset !== undefined || own.length === 0;
  return (
    hyperprior && {
      preset: isStored ? 'notebook' : null,
      family,
      hyperprior,
      dimensions,
      count,
      steps: given.steps,
      learningRate: given.learningRate,
      warmUp: given.warmUp,
      l1: given.l1 ?? defaults.l1,
      seed: isStored ? null : (given.seed ?? 0),
      exact: given.exact,
      frames: given.frames,
    }
  );
}

function hyperpriorOf({ target, hyperprior }: Given, problems: ProblemList): NamedPrior | null {
  if (target !== undefined && hyperprior !== undefined)
    problems.add('target', 'must be left out beside {hyperprior}: a target stands for one');
  if (target !== undefined) return parsePrior(`beta(${rounded(10 * target)}, ${rounded(10 * (1 - target))})`);
  return problems.attempt('hyperprior', 'must be a prior', () =>
    requireUnitMass(parsePrior(hyperprior ?? defaults.hyperprior)),
  );
}

/** Drops the last digits of a float64, which nobody typed. */
const rounded = (value: number) => Number(value.toPrecision(12));

/** Applies a change. A target and a hyperprior replace each other. */
export function mergeGbas<C extends Config>(
  config: C,
  change: Pick<Config, 'target' | 'hyperprior' | 'learningRate'>,
): C {
  const { target, hyperprior, learningRate = config.learningRate } = change;
  const isSame = target === undefined && hyperprior === undefined;
  return { ...config, learningRate, ...(isSame ? {} : { target, hyperprior }) };
}
