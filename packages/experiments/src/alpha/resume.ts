import type { ProblemList } from '../settings/problem-list.ts';
import { checkRemaining } from '../training/check-remaining.ts';
import { isStateOf, type TrainingState } from '../training/training-state.ts';
import type { AlphaFrame, AlphaTraining } from './frame.ts';
import { weightCount } from './network.ts';
import { momentsOf } from './optimizers.ts';
import type { AlphaSettings } from './settings.ts';

/** Whether a value is a frame with the states of its trainings. */
export function isResumable(value: unknown): value is AlphaFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, step, optimizer, widths, trainings, state }: Partial<AlphaFrame> = value;
  if (kind !== 'alpha' || !optimizer || !Object.hasOwn(momentsOf, optimizer) || !isStep(step)) return false;
  if (!Array.isArray(widths) || !Array.isArray(trainings) || trainings.length === 0) return false;
  const states = state?.training;
  if (typeof state?.config !== 'object' || !Array.isArray(states)) return false;
  const fits = (training: TrainingState | null) => isStateOf(weightCount(widths), training, momentsOf[optimizer]);
  return trainings.every((training, i) => isTraining(training, step) && (!isLive(training) || fits(states[i])));
}

const isStep = (step: unknown): step is number => Number.isSafeInteger(step) && Number(step) >= 0;

const isLive = ({ diverged }: AlphaTraining): boolean => diverged === null;

/** Whether a value is a training up to a step, or to the one at which it diverged. */
function isTraining(training: unknown, step: number): training is AlphaTraining {
  if (typeof training !== 'object' || training === null) return false;
  const { rate, diverged, rates, losses }: Partial<AlphaTraining> = training;
  const end = diverged === null ? step : diverged;
  return typeof rate === 'number' && isStep(end) && rates?.length === end + 1 && losses?.length === end + 1;
}

/** Rejects another number of trainings, and an end before the frame. */
export function checkResume({ rates, steps }: AlphaSettings, { trainings, step }: AlphaFrame, problems: ProblemList) {
  if (rates.length !== trainings.length)
    problems.add('rates', `must be ${trainings.length} rates, one for each training, but got ${rates.length}`);
  checkRemaining(steps, step, problems);
}
