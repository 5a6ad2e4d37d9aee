import type { Tensor } from '@tensorflow/tfjs-core';
import type { TensorDensity } from '../family.ts';

export function betaTensors(_a: Tensor, _b: Tensor): TensorDensity {
  throw new Error('beta: the tensor core is being written');
}
