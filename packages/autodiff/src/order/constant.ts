import { customGrad, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { unrecorded } from '../tape/is-recording.ts';
import { tidied } from '../tape/tidied.ts';
import type { Like } from '../tree.ts';

/** A value computed from x that is piecewise constant in it: it depends on x with a gradient of zero. */
export function constant<X extends Tensor>(x: X, compute: () => Tensor): Like<X> {
  return customGrad(() => ({
    value: unrecorded(() => tidied(compute)),
    gradFunc: () => zeros(x.shape),
  }))(x) as Like<X>;
}
