import type { Split, Table } from '@hyperprior/datasets';
import { z } from 'zod';
import { fits } from '../classification/data.ts';
import { ConfigError, parseConfig } from '../parse-config.ts';
import { checkSameCourse } from '../same-course.ts';
import { flag, positiveNumber, share } from '../settings.ts';
import { courseOf, courseSchema } from './course.ts';
import type { GatesFrame } from './frame.ts';
import { isFrame } from './resume.ts';

const schema = courseSchema.extend({
  learningRate: positiveNumber().default(1e-3),
  /** The share of samples for which a gate should open: the prior's mean and the target of the mean penalty. */
  target: share().default(0.4),
  /** A frame of a resumable run to go on from; it comes first once more. Only what a GatesChange holds may differ. */
  resume: z.custom<GatesFrame>(isFrame, "must be a frame, with its 'state', of a resumable runGates").optional(),
  /** Frames carry the state that `resume` needs. */
  resumable: flag().default(false),
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
  if (settings.resume?.state) checkSameCourse('gates', courseOf(settings), settings.resume.state.course);
  return settings;
}
