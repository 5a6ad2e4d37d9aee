import type { RunState } from '../experiment.ts';
import type { TrainingState } from '../training/training-state.ts';

/** Plain data of one picture of a Batch-Shaping run. */
export interface BasFrame {
  readonly kind: 'bas';
  readonly step: number;
  readonly steps: number;
  /** The loss before the update of this step. */
  readonly loss: number;
  /** The batch on the prior's domain, unsorted. */
  readonly points: Float32Array;
  /** The loss of each step so far: step + 1 values. */
  readonly losses: Float64Array;
  /** The prior on a fixed grid; its density may be infinite at the ends. */
  readonly target: {
    readonly label: string;
    readonly domain: readonly [low: number, high: number];
    readonly x: Float64Array;
    readonly cdf: Float64Array;
    readonly pdf: Float64Array;
  };
  /** In a resumable run, the state before the update of this step; its values are those of the points before the sigmoid. */
  readonly state?: RunState<object, TrainingState>;
}

/** Result of a Batch-Shaping run, as `hyperprior bas --json` prints it. */
export interface BasResult {
  readonly experiment: 'bas';
  /** False if the run was stopped before its last step. */
  readonly completed: boolean;
  readonly prior: string;
  /** Number of steps made. */
  readonly steps: number;
  readonly learningRate: number;
  readonly seed: number | null;
  readonly backend: string;
  /** The loss before the last update, as the reference reports it. */
  readonly finalLoss: number;
  readonly losses: readonly number[];
  /** The batch after the last update, on the prior's domain. */
  readonly points: readonly number[];
}
