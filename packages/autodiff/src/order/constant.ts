import { customGrad, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { unrecorded } from '../tape/is-recording.ts';
import { tidied } from '../tape/tidied.ts';

/** A value computed from x that is piecewise constant in it: it depends on x with a gradient of zero. */
export function constant<T extends Tensor>(x: T, compute: () => Tensor): T {
  return customGrad(() => ({
    value: unrecorded(() => tidied(compute)) as T,
    gradFunc: () => zeros(x.shape),
  }))(x);
}
