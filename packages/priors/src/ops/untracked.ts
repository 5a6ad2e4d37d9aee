import { customGrad, type Tensor } from '@tensorflow/tfjs-core';

/** A tensor that no gradient goes through. TF.js has none for comparisons, and refuses to go past one. */
export function untracked(compute: () => Tensor): Tensor {
  return customGrad(() => ({ value: compute(), gradFunc: () => [] }))();
}
