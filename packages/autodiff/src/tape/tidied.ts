import { type Tensor, tidy } from '@tensorflow/tfjs-core';

/** `tidy`, which keeps the tensors of any plain container that f returns, though TF.js's type admits fewer. */
export function tidied<Value>(f: () => Value): Value {
  return tidy(f as () => Tensor) as Value;
}
