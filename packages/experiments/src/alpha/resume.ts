import { ConfigError } from '../parse-config.ts';
import { checkSameCourse } from '../same-course.ts';
import { isStateOf, type TrainingState } from '../training/training-state.ts';
import { type AlphaCourse, courseOf } from './course.ts';
import type { AlphaFrame, AlphaTraining } from './frame.ts';
import { weightCount } from './network.ts';
import { heldBy } from './optimizers.ts';

/** Whether this is a frame with all that a run needs to go on from it. */
export function isFrame(value: unknown): value is AlphaFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, step, optimizer, widths, trainings, state }: Partial<AlphaFrame> = value;
  if (kind !== 'alpha' || !optimizer || !Object.hasOwn(heldBy, optimizer) || !isStep(step)) return false;
  if (!Array.isArray(widths) || !Array.isArray(trainings) || trainings.length === 0) return false;
  if (typeof state?.course !== 'object' || state.course === null || !Array.isArray(state.trainings)) return false;
  const fits = (training: TrainingState | null) => isStateOf(weightCount(widths), training, heldBy[optimizer]);
  return trainings.every(
    (training, i) => isTraining(training, step) && (!isLive(training) || fits(state.trainings[i])),
  );
}

const isStep = (step: unknown): step is number => Number.isSafeInteger(step) && Number(step) >= 0;

const isLive = ({ diverged }: AlphaTraining): boolean => diverged === null;

/** Whether this is a training up to a step, or to where it has diverged. */
function isTraining(training: unknown, step: number): training is AlphaTraining {
  if (typeof training !== 'object' || training === null) return false;
  const { rate, diverged, rates, losses }: Partial<AlphaTraining> = training;
  const end = diverged === null ? step : diverged;
  return typeof rate === 'number' && isStep(end) && rates?.length === end + 1 && losses?.length === end + 1;
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
