import type { Tensor, Variable } from '@tensorflow/tfjs-core';

/** Classifier with gated parts; the gates depend on the sample. */
export interface GatedClassifier {
  /** Number of gates. */
  readonly gates: number;
  readonly classes: number;
  readonly variables: Variable[];
  /** Logits of the gates, [batch, gates]. A gate is open if its logit is above 0. */
  gateLogits(x: Tensor): Tensor;
  /** Logits of the classes, [batch, classes], with each part multiplied by its gate, [batch, gates]. */
  classify(x: Tensor, gates: Tensor): Tensor;
  dispose(): void;
}
