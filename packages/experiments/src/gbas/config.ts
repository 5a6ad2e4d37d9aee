import { z } from 'zod';
import { ConfigError, decide, parseConfig } from '../parse-config.ts';
import { type NamedPrior, parsePrior } from '../priors.ts';
import { flag, positiveNumber, share, text, weight, wholeNumber } from '../settings.ts';
import type { GbasCourse } from './course.ts';
import { gbasFamilies } from './families.ts';
import type { GbasFrame } from './frame.ts';
import { checkResume, isFrame } from './resume.ts';

const familyNames = Object.keys(gbasFamilies);
/** As many values as one GPU buffer surely holds. */
const mostValues = 2 ** 22;

const schema = z.strictObject({
  /** `notebook`: from the stored points and means of the original notebook. It takes no size, family or seed. */
  preset: z.literal('notebook', { error: "must be 'notebook'" }).optional(),
  /** The family of the learned priors. */
  family: z.enum(familyNames, { error: `must be one of ${familyNames.join(', ')}` }).optional(),
  /** How many dimensions there are, each with a prior of its own. */
  dimensions: wholeNumber(1, 65_536).optional(),
  /** Points in each dimension. */
  count: wholeNumber(1, 1_000_000).optional(),
  steps: wholeNumber(1, 1_000_000).default(350),
  /** Adam's learning rate after the warm-up. The notebook's, whose schedule multiplies by it twice, comes to 0.09. */
  learningRate: positiveNumber().default(0.09),
  /** Steps over which the learning rate rises from nearly nothing. */
  warmUp: wholeNumber(0, 1_000_000).default(20),
  /** What the priors' means are to be on average: the hyperprior beta(10 target, 10 (1 - target)). */
  target: share().optional(),
  /** What the priors' means should follow, as text; beta(3, 7) unless told. */
  hyperprior: text().optional(),
  /** The weight of the mean temperature in the loss, which sharpens the priors. */
  l1: weight().optional(),
  seed: wholeNumber(0).optional(),
  /** Drops the reference's clip of the points to [0.001, 0.999] where the priors are relaxed Bernoulli. */
  exact: flag().default(false),
  /** A frame of a resumable run to go on from; it comes first once more. What a GbasChange holds may differ, and `steps`. */
  resume: z.custom<GbasFrame>(isFrame, "must be a frame, with its 'state', of a resumable runGbas").optional(),
  /** Frames carry the state that `resume` needs. */
  resumable: flag().default(false),
  /** About how many frames are shown; the first and the last step always are. */
  frames: wholeNumber(1, 100_000).default(100),
});

/** What `runGbas` takes. */
export type GbasConfig = z.input<typeof schema>;

const changeSchema = schema.pick({ target: true, hyperprior: true, learningRate: true }).partial();

/** What may change while a run goes on: handed to `next()` of its frames, it acts from the next step. */
export type GbasChange = z.input<typeof changeSchema>;

/** A configuration with everything decided. */
export interface GbasRunSettings extends GbasCourse {
  /** Whether the run starts from the stored points and means. */
  readonly stored: boolean;
  readonly steps: number;
  readonly learningRate: number;
  readonly hyperprior: NamedPrior;
  /** null: from the first step. */
  readonly resume: GbasFrame | null;
  readonly resumable: boolean;
  readonly frames: number;
}

/** Checks a configuration and decides what it leaves open. Throws a ConfigError that names the setting. */
export function gbasRunSettings(config: GbasConfig): GbasRunSettings {
  const given = parseConfig('gbas', schema, config);
  const own = (['family', 'dimensions', 'count', 'seed'] as const).find((name) => given[name] !== undefined);
  if (given.preset && own)
    throw new ConfigError(`gbas: the preset is of stored points; leave out '${own}', or the preset`, { setting: own });
  const stored = given.preset !== undefined || own === undefined;
  const { family = 'relaxed-bernoulli', dimensions = 30, count = 500 } = given;
  if (dimensions * count > mostValues)
    throw new ConfigError(
      `gbas: 'count' times 'dimensions' must be at most ${mostValues}, but is ${dimensions * count}`,
    );
  if (given.l1 !== undefined && family !== 'relaxed-bernoulli')
    throw new ConfigError(`gbas: 'l1' is a weight of the temperature, which ${family} priors do not have`, {
      setting: 'l1',
    });
  const settings: GbasRunSettings = {
    stored,
    family,
    dimensions,
    count,
    steps: given.steps,
    learningRate: given.learningRate,
    warmUp: given.warmUp,
    hyperprior: hyperpriorOf(given) ?? parsePrior('beta(3, 7)'),
    l1: given.l1 ?? 0.1,
    seed: stored ? null : (given.seed ?? 0),
    exact: given.exact,
    resume: given.resume ?? null,
    resumable: given.resumable,
    frames: given.frames,
  };
  checkResume(settings);
  return settings;
}

/** The settings after a change. Throws a ConfigError that names the setting. */
export function changedGbasSettings(settings: GbasRunSettings, change: GbasChange): GbasRunSettings {
  const given = parseConfig('gbas', changeSchema, change);
  return {
    ...settings,
    hyperprior: hyperpriorOf(given) ?? settings.hyperprior,
    learningRate: given.learningRate ?? settings.learningRate,
  };
}

function hyperpriorOf({ target, hyperprior }: { target?: number; hyperprior?: string }): NamedPrior | null {
  if (target !== undefined && hyperprior !== undefined)
    throw new ConfigError("gbas: 'target' and 'hyperprior' exclude each other: a target names its own", {
      setting: 'target',
    });
  if (target !== undefined) return parsePrior(`beta(${rounded(10 * target)}, ${rounded(10 * (1 - target))})`);
  return hyperprior === undefined ? null : decide('gbas', 'hyperprior', () => parsePrior(hyperprior));
}

/** Without the last digits of a float64, which nobody typed. */
const rounded = (value: number) => Number(value.toPrecision(12));
