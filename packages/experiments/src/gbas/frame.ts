import type { TrainingState } from '../training/training-state.ts';
import type { GbasCourse } from './course.ts';

/** The terms of the loss, step by step. */
export interface GbasLosses {
  readonly total: Float64Array;
  readonly prior: Float64Array;
  readonly hyperprior: Float64Array;
}

/** One of the dimensions that a frame shows: its points, and its prior on the frame's grid. */
export interface GbasDimension {
  readonly index: number;
  /** After the sigmoid, unsorted. */
  readonly points: Float32Array;
  readonly cdf: Float64Array;
}

/** One picture's worth of a generalized Batch-Shaping run, before the update of its step: plain data. */
export interface GbasFrame {
  readonly kind: 'gbas';
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  readonly losses: GbasLosses;
  /** How the priors are called. */
  readonly family: string;
  /** The grid on [0, 1] of all that follows. */
  readonly x: Float64Array;
  readonly dimensions: readonly GbasDimension[];
  /** The mean of every dimension's prior. */
  readonly means: Float64Array;
  /** What the means should follow. */
  readonly hyperprior: { readonly label: string; readonly cdf: Float64Array; readonly pdf: Float64Array };
  /** What a `resumable` run needs to go on from here. */
  readonly state?: GbasRunState;
}

/** A run before the update of its step, beside what its frame shows. */
export interface GbasRunState {
  /** The settings with which it must go on. */
  readonly course: GbasCourse;
  /** Of the points before the sigmoid, dimension after dimension, and then each parameter before its bijector. */
  readonly training: TrainingState;
}

/** What a run ends with: the machine-readable result of `hyperprior gbas`. */
export interface GbasResult {
  readonly experiment: 'gbas';
  /** False where the run was stopped before its last step. */
  readonly completed: boolean;
  readonly family: string;
  readonly hyperprior: string;
  readonly dimensions: number;
  readonly count: number;
  /** The steps made. */
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
