import type { Standardized } from '@hyperprior/datasets';
import type { RunState } from '../experiment.ts';
import type { TrainingState } from '../training/training-state.ts';
import type { NetworkShape } from './network.ts';
import type { GatesSettings } from './settings.ts';
import type { GateVariant } from './variants.ts';

/** Plain data of one picture of a gates run, all variants side by side. */
export interface GatesFrame {
  readonly kind: 'gates';
  readonly seed: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Selected variants, in their order. */
  readonly asked: readonly GateVariant[];
  /** The variants' names for people. */
  readonly labels: Readonly<Record<GateVariant, string>>;
  /** States of the variants; those that have not begun are absent. */
  readonly variants: readonly GateVariantState[];
  /** Prior of the gate probabilities under Batch-Shaping. */
  readonly prior: {
    readonly label: string;
    readonly mean: number;
    readonly x: Float64Array;
    readonly cdf: Float64Array;
  };
  /** In a resumable run, the state after the epoch: 2.6 MB for the network of the digits, and 0.9 MB for each variant that is done. */
  readonly state?: RunState<object, GatesState>;
}

/** Training of a run after an epoch. */
export interface GatesState {
  /** Results of the variants so far, one for each seed. */
  readonly results: readonly (readonly [variant: GateVariant, perSeed: readonly GateResult[]])[];
  /** Variants that were trained from the first seed. */
  readonly trained: readonly (readonly [variant: GateVariant, trained: TrainedGates])[];
  /** State of the current variant: three values for each weight. */
  readonly weights: TrainingState;
}

/** State of a variant. Shares and accuracies are from 0 to 1. */
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

/** Variant trained from the first seed, with its predictions of the test set. */
export interface TrainedGates {
  /** Settings of its last epoch. */
  readonly settings: ModelSettings;
  /** Kernel and bias of each layer, in the order of `layerShapes`. */
  readonly weights: Float32Array;
  /** Index of the predicted class of each sample. */
  readonly predictions: Int32Array;
  /** Share of gates that each sample opens. */
  readonly openShares: Float32Array;
}

/** Settings that made a trained variant, besides the sizes of its network and its seed. */
type ModelSettings = Pick<
  GatesSettings,
  'epochs' | 'learningRate' | 'target' | 'batchSize' | 'minUpdates' | 'temperature' | 'weights'
>;

/** Trained variants of the first seed, and the test set that they are measured on. */
export interface GatesArtifacts {
  readonly shape: NetworkShape;
  readonly classNames: readonly string[];
  readonly featureNames: readonly string[] | null;
  /** Mean and standard deviation of each feature before it was standardized; null if the features are used as they are. */
  readonly standardization: Pick<Standardized, 'mean' | 'std'> | null;
  /** Index of each test sample in the whole table. */
  readonly rows: Int32Array;
  /** Index of the true class of each test sample. */
  readonly labels: Int32Array;
  readonly variants: Readonly<Partial<Record<GateVariant, TrainedGates>>>;
}

/** Result of a gates run, as `hyperprior gates --json` prints it. */
export interface GatesResult {
  readonly experiment: 'gates';
  readonly backend: string;
  /** False if the run was stopped before its end; the variants then hold what was finished. */
  readonly completed: boolean;
  readonly epochs: number;
  readonly seed: number;
  readonly seeds: number;
  /** The share of samples for which a gate should open. */
  readonly target: number;
  readonly variants: Readonly<Partial<Record<GateVariant, GateSpread>>>;
  /** Trained variants, which JSON leaves out. */
  readonly artifacts: GatesArtifacts;
}
