import type { TrainingState } from '../training/training-state.ts';
import type { GatesCourse } from './course.ts';
import type { NetworkShape } from './network.ts';
import type { GateVariant } from './variants.ts';

/** One picture's worth of a gates run, all variants side by side: plain data. */
export interface GatesFrame {
  readonly kind: 'gates';
  readonly seed: number;
  readonly epoch: number;
  readonly epochs: number;
  /** The variants asked for, in their order. */
  readonly asked: readonly GateVariant[];
  /** The variants' names for people. */
  readonly labels: Readonly<Record<GateVariant, string>>;
  /** Their states; those not begun yet are absent. */
  readonly variants: readonly GateVariantState[];
  /** What Batch-Shaping holds the gate probabilities to. */
  readonly prior: {
    readonly label: string;
    readonly mean: number;
    readonly x: Float64Array;
    readonly cdf: Float64Array;
  };
  /** What a `resumable` run needs to go on from here. */
  readonly state?: GatesState;
}

/** A run after an epoch, beside what its frame shows. */
export interface GatesState {
  /** The settings with which it must go on. */
  readonly course: GatesCourse;
  /** The sizes of the network. */
  readonly shape: NetworkShape;
  /** What the variants came to so far, a result for each seed. */
  readonly results: readonly (readonly [variant: GateVariant, perSeed: readonly GateResult[]])[];
  /** Of the variant at hand: three values for each weight, 2.6 MB for the digits' network. */
  readonly training: TrainingState;
}

/** A variant so far. Shares and accuracies are from 0 to 1. */
export interface GateVariantState {
  readonly name: GateVariant;
  readonly label: string;
  readonly running: boolean;
  readonly epoch: number;
  readonly history: readonly GateEpoch[];
  /** For each gate, the share of the validation samples for which it is open. */
  readonly openShares: Float32Array;
  /** Gate probabilities σ(logit) of the validation set: a sample of fixed size over all gates. */
  readonly probabilities: Float32Array;
  readonly result?: GateResult;
}

/** One epoch, on the validation set, with hard gates. */
export interface GateEpoch {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly validationAccuracy: number;
  readonly openShare: number;
  readonly conditionalShare: number;
}

/** A trained variant on the test set, with hard gates. */
export interface GateResult {
  readonly accuracy: number;
  /** Share of gates open, over all samples and gates. */
  readonly openShare: number;
  /** Share of gates that are open for between 5 and 95 % of the samples. */
  readonly conditionalShare: number;
  /** Share of the ungated network's multiplications not needed, the gate head's own counted. */
  readonly multiplicationsSaved: number;
  /** Accuracy when each sample gets another sample's gates. */
  readonly shuffledAccuracy: number;
}

/** A variant over all seeds: the means, with the standard deviations and the single results beside them. */
export interface GateSpread extends GateResult {
  readonly deviation: GateResult;
  readonly perSeed: readonly GateResult[];
}

/** What a run ends with: the machine-readable result of `hyperprior gates`. */
export interface GatesResult {
  readonly experiment: 'gates';
  readonly backend: string;
  /** False where the run was stopped before its end: the variants hold what was finished by then. */
  readonly completed: boolean;
  readonly epochs: number;
  readonly seed: number;
  readonly seeds: number;
  /** The share of samples for which a gate should open. */
  readonly target: number;
  readonly variants: Readonly<Partial<Record<GateVariant, GateSpread>>>;
}
