import type { ChannelCourse } from './course.ts';
import type { ChannelMethod } from './methods.ts';

/** One picture's worth of a channel-gates run: plain data. Shares and accuracies are from 0 to 1. */
export interface ChannelGatesFrame {
  readonly kind: 'channel-gates';
  /** What a run that is gone on with must have in common with this one. */
  readonly course: ChannelCourse;
  /** The training at hand. */
  readonly training: ChannelTraining;
  /** How many trainings are finished, and how many there are, the two without gates included. */
  readonly finished: number;
  readonly trainings: number;
  /** The network without gates, trained as long as those with gates; null until it is. */
  readonly ungated: UngatedResult | null;
  /** A curve for each method asked for; points that are not trained yet are absent. */
  readonly curves: readonly ChannelCurve[];
}

/** A training after an epoch, on the validation set, with hard gates. */
export interface ChannelTraining {
  /** null: the network without gates. */
  readonly method: ChannelMethod | null;
  /** The target of the priors, or the weight of the penalty; 0 without gates. */
  readonly setting: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly trainLoss: number;
  readonly validationAccuracy: number;
  /** For each gate, layer by layer, the share of the samples for which it is open. */
  readonly openShares: Float32Array;
  /** How many of the gates are of each layer. */
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
  /** The target of the priors, or the weight of the penalty. */
  readonly setting: number;
  readonly accuracy: number;
  /** Multiplications of a sample on average, the gate head's included, as a share of the ungated network's. */
  readonly multiplications: number;
  /** Share of gates open, over all samples and gates. */
  readonly openShare: number;
  /** The same, layer by layer. */
  readonly layers: readonly number[];
  /** Share of gates that are open for between 5 and 95 % of the samples. */
  readonly conditionalShare: number;
  /** Accuracy when each sample gets another sample's gates. */
  readonly shuffledAccuracy: number;
  /** The means of the learned priors, one for each gate. */
  readonly priorMeans?: readonly number[];
  /** Where a clock was given. */
  readonly time?: SampleTime;
}

/** How long the classification of one sample takes in ms, the median over samples. */
export interface SampleTime {
  /** By the whole network, without gates. */
  readonly whole: number;
  /** With hard gates and without the channels that they close. */
  readonly skipping: number;
  readonly samples: number;
}

/** What a run ends with: the machine-readable result of `hyperprior channel-gates`. */
export interface ChannelGatesResult {
  readonly experiment: 'channel-gates';
  readonly backend: string;
  /** False where the run was stopped before its end: the curves hold the points that were finished by then. */
  readonly completed: boolean;
  readonly seed: number;
  readonly channels: readonly number[];
  readonly ungated: UngatedResult | null;
  readonly curves: Readonly<Partial<Record<ChannelMethod, readonly ChannelPoint[]>>>;
}
