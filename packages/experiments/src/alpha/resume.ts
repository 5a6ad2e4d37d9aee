import { ConfigError } from '../parse-config.ts';
import { checkSameCourse } from '../same-course.ts';
import { isStateOf } from '../training-state.ts';
import { type AlphaCourse, courseOf } from './course.ts';
import type { AlphaFrame } from './frame.ts';
import { weightCount } from './network.ts';
import { heldBy } from './optimizers.ts';

/** Whether this is a frame with all that a run needs to go on from it. */
export function isFrame(value: unknown): value is AlphaFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, step = -1, optimizer, widths, trainings, state }: Partial<AlphaFrame> = value;
  if (kind !== 'alpha' || !optimizer || !Array.isArray(widths) || !Array.isArray(trainings) || !state) return false;
  if (!Object.hasOwn(heldBy, optimizer) || typeof state.course !== 'object' || state.course === null) return false;
  const count = weightCount(widths);
  return trainings.every(({ diverged, losses }, i) =>
    diverged === null
      ? losses?.length === step + 1 && isStateOf(count, state.trainings?.[i], heldBy[optimizer])
      : Number.isSafeInteger(diverged),
  );
}

interface ResumeSettings extends AlphaCourse {
  readonly resume?: AlphaFrame;
  readonly rates: readonly number[];
  readonly steps: number;
}

/** Throws a ConfigError for a setting with which the run cannot go on from its frame. */
export function checkResume(settings: ResumeSettings): void {
  const { resume, rates, steps } = settings;
  if (!resume?.state) return;
  checkSameCourse('alpha', courseOf(settings), resume.state.course);
  const { trainings, step } = resume;
  if (rates.length !== trainings.length)
    refuse('rates', `must be ${trainings.length} rates, one for each training, but are ${rates.length}`);
  if (steps <= step) refuse('steps', `must be more than ${step}, the step of the frame to go on from, but is ${steps}`);
}

/** Throws a ConfigError where the data make another network than that of the run to go on with. */
export function checkWidths(widths: readonly number[], before: readonly number[]): void {
  const [is, was] = [widths, before].map((each) => `${each[0]} features and ${each[each.length - 1]} classes`);
  if (is !== was) refuse('data', `must have ${was}, as in the run that 'resume' is a frame of, but has ${is}`);
}

function refuse(setting: string, problem: string): never {
  throw new ConfigError(`alpha: '${setting}' ${problem}`, { setting, problem });
}
