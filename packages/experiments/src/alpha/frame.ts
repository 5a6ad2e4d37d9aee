import type { AlphaValue } from '@hyperprior/cockpit-alpha';
import type { TrainingState } from '../training/training-state.ts';
import type { AlphaCourse } from './course.ts';
import type { AlphaRecord } from './instruments.ts';
import type { AlphaOptimizer } from './optimizers.ts';

/** One picture's worth of an alpha run, after the update of its step: plain data. */
export interface AlphaFrame {
  readonly kind: 'alpha';
  readonly step: number;
  readonly steps: number;
  readonly optimizer: AlphaOptimizer;
  /** The units of the network's layers, inputs and classes included. */
  readonly widths: readonly number[];
  readonly batchSize: number;
  /** One for each learning rate, in the order asked for: all from one start, with the same batches. */
  readonly trainings: readonly AlphaTraining[];
  /** What a `resumable` run needs to go on from here. */
  readonly state?: AlphaRunState;
}

/** A run before the update of its step, beside what its frame shows. */
export interface AlphaRunState {
  /** The settings with which it must go on. */
  readonly course: AlphaCourse;
  /** In the order of the learning rates; null where a training has diverged. */
  readonly trainings: readonly (TrainingState | null)[];
}

/** A training so far. What has not been measured is NaN. */
export interface AlphaTraining {
  /** The learning rate at this step. */
  readonly rate: number;
  /** The first step at which it had diverged: it has ended there. */
  readonly diverged: number | null;
  /** Of each step: its learning rate, and its batch's loss before the update. */
  readonly rates: Float64Array;
  readonly losses: Float64Array;
  /** Alpha of each step but the last one, which is known with the next; and the median of the latest up to there. */
  readonly alphas: Float64Array;
  readonly medians: Float64Array;
  /** Of all alphas so far. */
  readonly spread: AlphaSpread | null;
  /** The parabola of the step before. */
  readonly latest: AlphaValue | null;
  /** On the test set, before the first step, now and then, and after the last one. */
  readonly accuracies: readonly AlphaAccuracy[];
  /** All that was measured since the frame before. */
  readonly records: readonly AlphaRecord[];
}

export interface AlphaAccuracy {
  /** So many updates were made. */
  readonly step: number;
  /** From 0 to 1. */
  readonly accuracy: number;
}

/** Where most alphas lie. */
export interface AlphaSpread {
  readonly median: number;
  /** A quarter of them is not above. */
  readonly low: number;
  /** A quarter of them is not below. */
  readonly high: number;
}

/** What a run ends with: the machine-readable result of `hyperprior alpha`. */
export interface AlphaResult {
  readonly experiment: 'alpha';
  readonly backend: string;
  /** False where the run was stopped before its last step. */
  readonly completed: boolean;
  readonly optimizer: AlphaOptimizer;
  readonly widths: readonly number[];
  readonly batchSize: number;
  readonly seed: number;
  /** The learning rate with the least loss at the end; null where all have diverged. */
  readonly best: number | null;
  readonly trainings: readonly AlphaTrainingResult[];
}

/** What a training came to. */
export interface AlphaTrainingResult {
  /** The learning rate at its end. */
  readonly rate: number;
  /** The steps made. */
  readonly steps: number;
  /** The first step at which it had diverged; then it has neither loss nor accuracy. */
  readonly diverged: number | null;
  /** The mean over the whole training set, after the last step. */
  readonly finalLoss: number | null;
  /** On the test set, after the last step. */
  readonly accuracy: number | null;
  readonly alpha: AlphaSpread | null;
  /** Of every step: its batch's loss before the update, and alpha, null where it is not known. */
  readonly losses: readonly number[];
  readonly alphas: readonly (number | null)[];
}
