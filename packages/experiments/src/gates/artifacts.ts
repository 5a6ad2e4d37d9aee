import type { ClassifierData } from '../classification/data.ts';
import type { GatesArtifacts, TrainedGates } from './frame.ts';
import type { NetworkShape } from './network.ts';
import type { GateVariant } from './variants.ts';

/** Puts trained variants together with what a reader of their weights and predictions needs of the data. */
export function artifactsOf(
  shape: NetworkShape,
  { test, mean, std }: ClassifierData,
  trained: ReadonlyMap<GateVariant, TrainedGates>,
): GatesArtifacts {
  return {
    shape,
    classNames: test.classNames,
    featureNames: test.featureNames ?? null,
    standardization: mean && std ? { mean, std } : null,
    rows: test.rows ?? Int32Array.from({ length: test.count }, (_, i) => i),
    labels: test.labels,
    variants: Object.fromEntries(trained),
  };
}
