import { basLoss } from '@hyperprior/bas-loss';
import { logistic } from '@hyperprior/priors';
import { mean, mul, type Scalar, scalar, sigmoid, square, sub } from '@tensorflow/tfjs-core';
import type { Penalty } from '../classification/train-epoch.ts';
import type { GatesSettings } from './settings.ts';
import type { GateVariant } from './variants.ts';

/** Returns the penalty of a variant. */
export function penaltyOf(variant: GateVariant, { weights, target, temperature }: GatesSettings): Penalty {
  switch (variant) {
    case 'plain':
      return () => scalar(0);
    case 'l1':
      return (logits) => mul(weights.l1, mean<Scalar>(sigmoid(logits)));
    case 'mean':
      return (logits) => mul(weights.mean, mean<Scalar>(square(sub(mean(sigmoid(logits), 0), target))));
    case 'bas': {
      // The Relaxed Bernoulli prior on σ(logit) is a logistic prior on the logit, where nothing saturates.
      const prior = logistic(Math.log(target / (1 - target)) / temperature, 1 / temperature);
      return (logits) => mul(weights.bas, basLoss(logits, prior, { axis: 1 }));
    }
  }
}
