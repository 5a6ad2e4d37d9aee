import { clone, type Tensor } from '@tensorflow/tfjs-core';
import { requireAlive, requireOneTensor } from '../require.ts';
import { unrecorded } from '../tape/is-recording.ts';
import type { Like } from '../tree.ts';

/**
 * x as a constant: the same value, through which no derivative passes. It is cut off the tape, so the backward pass
 * does not visit what led to x, and an infinite derivative there does no harm.
 */
export function stopGradient<X extends Tensor>(x: X): Like<X> {
  requireOneTensor('stopGradient', 'x', x);
  requireAlive('stopGradient', 'x', x);
  return unrecorded(() => clone(x)) as Like<X>;
}
