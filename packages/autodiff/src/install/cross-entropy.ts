import { float } from '@hyperprior/backends/gradients';
import { exp, mul, neg, reshape, sub, sum, type Tensor } from '@tensorflow/tfjs-core';
import type { Stated } from './stated.ts';

/** The operation whose gradient TF.js states by the labels as if they were the logits. */
export const crossEntropy = 'softmaxCrossEntropy__op';

/**
 * `y = -Σ labels · log softmax(logits)`, with its gradients by both. TF.js takes it that labels sum to one, also when it
 * differentiates by them.
 */
export const withLabels = <T extends Tensor>({ value }: Stated<T>): Stated<T> => ({
  value,
  gradFunc(dy, [given, logProbabilities]) {
    const labels = float(given);
    const slope = reshape(dy, [...dy.shape, 1]);
    const expected = mul(exp(logProbabilities), sum(labels, -1, true));
    return [mul(neg(slope), logProbabilities), mul(slope, sub(expected, labels))];
  },
});
