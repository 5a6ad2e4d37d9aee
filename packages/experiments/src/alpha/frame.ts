import type { AlphaValue } from '@hyperprior/cockpit-alpha';
import type { RunState } from '../experiment.ts';
import type { TrainingState } from '../training/training-state.ts';
import type { AlphaRecord } from './instruments.ts';
import type { AlphaOptimizer } from './optimizers.ts';

/** Plain data of one picture of an alpha run, after the update of its step. */
export interface AlphaFrame {
  readonly kind: 'alpha';
  readonly step: number;
  readonly steps: number;
  readonly optimizer: AlphaOptimizer;
  /** The units of the network's layers, inputs and classes included. */
  readonly widths: readonly number[];
  readonly batchSize: number;
  /** One for each learning rate, in the order of the settings. All begin with the same weights and take the same batches. */
  readonly trainings: readonly AlphaTraining[];
  /** In a resumable run, the states of the trainings before the update of the step; null for a diverged one. */
  readonly state?: RunState<object, readonly (TrainingState | null)[]>;
}

/** State of a training. Values that were not measured are NaN. */
export interface AlphaTraining {
  /** The learning rate at this step. */
  readonly rate: number;
  /** First diverged step, which is also the last one, or null. */
  readonly diverged: number | null;
  /** Learning rate of each step, and the loss of its batch before the update. */
  readonly rates: Float64Array;
  readonly losses: Float64Array;
  /** Alpha of each step except the last one, whose alpha the next step gives; and the running median. */
  readonly alphas: Float64Array;
  readonly medians: Float64Array;
  /** Spread of all alphas so far. */
  readonly spread: AlphaSpread | null;
  /** Parabola of the previous step. */
  readonly latest: AlphaValue | null;
  /** Accuracy on the test set before the first step, every few steps, and after the last one. */
  readonly accuracies: readonly AlphaAccuracy[];
  /** Records measured since the previous frame. */
  readonly records: readonly AlphaRecord[];
}

export interface AlphaAccuracy {
  /** Number of updates made before. */
  readonly step: number;
  /** Share between 0 and 1. */
  readonly accuracy: number;
}

/** Median and quartiles of the alphas. */
export interface AlphaSpread {
  readonly median: number;
  /** Lower quartile. */
  readonly low: number;
  /** Upper quartile. */
  readonly high: number;
}

/** Result of an alpha run, as `hyperprior alpha --json` prints it. */
export interface AlphaResult {
  readonly experiment: 'alpha';
  readonly backend: string;
  /** False if the run was stopped before its last step. */
  readonly completed: boolean;
  readonly optimizer: AlphaOptimizer;
  readonly widths: readonly number[];
  readonly batchSize: number;
  readonly seed: number;
  /** Learning rate with the lowest final loss; null if all trainings diverged. */
  readonly best: number | null;
  readonly trainings: readonly AlphaTrainingResult[];
}

/** Result of a training. */
export interface AlphaTrainingResult {
  /** Final learning rate. */
  readonly rate: number;
  /** Number of steps made. */
  readonly steps: number;
  /** First diverged step, or null. A diverged training has no loss and no accuracy. */
  readonly diverged: number | null;
  /** Mean loss over the whole training set, after the last step. */
  readonly finalLoss: number | null;
  /** Accuracy on the test set, after the last step. */
  readonly accuracy: number | null;
  readonly alpha: AlphaSpread | null;
  /** Per-step batch loss before the update, and alpha (null if unknown). */
  readonly losses: readonly number[];
  readonly alphas: readonly (number | null)[];
}
