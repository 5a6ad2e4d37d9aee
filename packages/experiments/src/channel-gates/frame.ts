import type { RunState } from '../experiment.ts';
import type { ChannelMethod } from './methods.ts';

/** Plain data of one picture of a channel gates run. Shares and accuracies are from 0 to 1. */
export interface ChannelGatesFrame {
  readonly kind: 'channel-gates';
  /** Current training. */
  readonly training: ChannelTraining;
  /** Number of finished trainings and of all trainings, the two without gates included. */
  readonly finished: number;
  readonly trainings: number;
  /** Network without gates, trained as long as those with gates; null until its training has ended. */
  readonly ungated: UngatedResult | null;
  /** Curve of each selected method; points that are not trained yet are absent. */
  readonly curves: readonly ChannelCurve[];
  /** In a resumable run, its configuration. A resumed run repeats the current training. */
  readonly state?: RunState<object, null>;
}

/** A training after an epoch, on the validation set, with hard gates. */
export interface ChannelTraining {
  /** Place in the order of all trainings: 0 for the start without gates, 1 for the reference without gates, then the points. */
  readonly index: number;
  /** null for the network without gates. */
  readonly method: ChannelMethod | null;
  /** Target of the priors, or weight of the penalty; 0 without gates. */
  readonly setting: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly trainLoss: number;
  readonly validationAccuracy: number;
  /** Share of the samples for which each gate is open, layer by layer. */
  readonly openShares: Float32Array;
  /** Number of gates of each layer. */
  readonly layers: readonly number[];
}

/** The network without gates, on the test set. */
export interface UngatedResult {
  readonly accuracy: number;
  /** Multiplications of one sample. */
  readonly multiplications: number;
}

export interface ChannelCurve {
  readonly method: ChannelMethod;
  readonly label: string;
  readonly points: readonly ChannelPoint[];
}

/** A network with gates on the test set, with hard gates. */
export interface ChannelPoint {
  /** Target of the priors, or weight of the penalty. */
  readonly setting: number;
  readonly accuracy: number;
  /** Multiplications of a sample on average, the gate head's included, as a share of the ungated network's. */
  readonly multiplications: number;
  /** Share of gates open, over all samples and gates. */
  readonly openShare: number;
  /** Share of gates open, layer by layer. */
  readonly layers: readonly number[];
  /** Share of gates that are open for between 5 and 95 % of the samples. */
  readonly conditionalShare: number;
  /** Accuracy when each sample gets another sample's gates. */
  readonly shuffledAccuracy: number;
  /** Means of the learned priors, one for each gate. */
  readonly priorMeans?: readonly number[];
  /** Present if a clock was given. */
  readonly time?: SampleTime;
}

/** Time to classify one sample in milliseconds: medians over samples. */
export interface SampleTime {
  /** Whole network without gates. */
  readonly whole: number;
  /** Network with hard gates, without the channels that they close. */
  readonly skipping: number;
  readonly samples: number;
}

/** Result of a channel gates run, as `hyperprior channel-gates --json` prints it. */
export interface ChannelGatesResult {
  readonly experiment: 'channel-gates';
  readonly backend: string;
  /** False if the run was stopped before its end; the curves then hold the points that were finished. */
  readonly completed: boolean;
  readonly seed: number;
  readonly channels: readonly number[];
  readonly ungated: UngatedResult | null;
  readonly curves: Readonly<Partial<Record<ChannelMethod, readonly ChannelPoint[]>>>;
}
