import { cast, customGrad, div, greater, mul, sigmoid, sub, type Tensor } from '@tensorflow/tfjs-core';

/** The slope of the backward pass: that of σ(z / temperature). */
const temperature = 2 / 3;

/**
 * A gate that is 0 or 1 forward, 1 where z > 0, and passes the gradient of σ(z / temperature) backward (the
 * straight-through estimator; Bengio, Léonard & Courville 2013).
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

/** 1 where the logit is above 0, else 0: the gate at test time. */
export const hardGate = (logits: Tensor): Tensor => cast(greater(logits, 0), 'float32');
