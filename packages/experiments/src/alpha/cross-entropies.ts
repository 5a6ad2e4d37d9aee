import { logSumExp, mul, sub, sum, type Tensor } from '@tensorflow/tfjs-core';

/** The softmax cross-entropy of each sample, [batch], from logits and one-hot labels of [batch, classes]. */
export const crossEntropies = (logits: Tensor, labels: Tensor): Tensor =>
  sub(logSumExp(logits, 1), sum(mul(logits, labels), 1));
