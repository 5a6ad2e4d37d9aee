import { cast, customGrad, div, greater, mul, sigmoid, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** Temperature of the sigmoid whose slope the backward pass takes. */
const temperature = 2 / 3;

/**
 * Returns 1 where z > 0 and 0 elsewhere, with the gradient of σ(z / (2/3)) in the backward pass (the straight-through
 * estimator; Bengio, Léonard & Courville 2013).
 */
export function straightThroughGate(z: Tensor): Tensor {
  return customGrad((...args) => {
    const save = args[1];
    if (typeof save === 'function') save([z]);
    return {
      value: hardGate(z),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) => {
        const soft = sigmoid(div(saved, temperature));
        return mul(dy, div(mul(soft, sub(1, soft)), temperature));
      },
    };
  })(z);
}

/** Returns 1 where the logit is above 0 and 0 elsewhere: the gate at test time. It has no gradient. */
export const hardGate = (logits: Tensor): Tensor => tidy(() => cast(greater(logits, 0), 'float32'));
