import type { RunState } from '../experiment.ts';
import type { TrainingState } from '../training/training-state.ts';

/** Terms of the loss, one value a step. */
export interface GbasLosses {
  readonly total: Float64Array;
  readonly prior: Float64Array;
  readonly hyperprior: Float64Array;
}

/** Points of one dimension, and its prior on the frame's grid. */
export interface GbasDimension {
  readonly index: number;
  /** After the sigmoid, unsorted. */
  readonly points: Float32Array;
  readonly cdf: Float64Array;
}

/** Plain data of one picture of a generalized Batch-Shaping run, before the update of its step. */
export interface GbasFrame {
  readonly kind: 'gbas';
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly losses: GbasLosses;
  /** Family of the priors. */
  readonly family: string;
  /** The grid on [0, 1] of all that follows. */
  readonly x: Float64Array;
  readonly dimensions: readonly GbasDimension[];
  /** The mean of every dimension's prior. */
  readonly means: Float64Array;
  /** Distribution that the means should follow. */
  readonly hyperprior: { readonly label: string; readonly cdf: Float64Array; readonly pdf: Float64Array };
  /**
   * In a resumable run, the state before the update of this step. Its values are those of the points before the sigmoid,
   * dimension after dimension, and of each parameter before its bijector.
   */
  readonly state?: RunState<object, TrainingState>;
}

/** Result of a generalized Batch-Shaping run, as `hyperprior gbas --json` prints it. */
export interface GbasResult {
  readonly experiment: 'gbas';
  /** False if the run was stopped before its last step. */
  readonly completed: boolean;
  readonly family: string;
  readonly hyperprior: string;
  readonly dimensions: number;
  readonly count: number;
  /** Number of steps made. */
  readonly steps: number;
  readonly learningRate: number;
  readonly seed: number | null;
  readonly backend: string;
  /** The losses before the last update, as the reference reports them. */
  readonly finalLoss: number;
  readonly priorLoss: number;
  readonly hyperpriorLoss: number;
  /** The total of every step. */
  readonly losses: readonly number[];
  /** After the last update: the means of the priors, and where the family has them the temperatures. */
  readonly means: readonly number[];
  readonly temperatures?: readonly number[];
  /** Every learned parameter, by its name. */
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  /** The Cramér-von Mises test of the means against the hyperprior. */
  readonly fit: { readonly statistic: number; readonly pValue: number };
}
