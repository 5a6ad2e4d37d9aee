import { ones, Tensor } from '@tensorflow/tfjs-core';
import { backpropagate } from '../tape/backpropagate.ts';
import { record } from '../tape/record.ts';
import { tidied } from '../tape/tidied.ts';

/** As TF.js's own `engine().gradients` returns them: none where y does not depend on x. */
interface Gradients<T extends Tensor> {
  value: T;
  grads: Tensor[];
}

/**
 * Takes the place of `engine().gradients`, on which `tf.grad`, `tf.variableGrads` and every optimizer stand. The same
 * values in the same time; but the nodes of the tape stand in order, so that the next derivative is right, and each call has a
 * tape of its own, so that calls may be nested anywhere.
 */
export function gradientsOfEngine<T extends Tensor>(
  f: () => T,
  xs: Tensor[],
  dy?: T | null,
  allowNoGradients = false,
): Gradients<T> {
  if (xs.length === 0) throw new RangeError('gradients: there must be a tensor to differentiate by, but there is none');
  if (dy && dy.dtype !== 'float32') throw new TypeError(`gradients: 'dy' must be float32, but is ${dy.dtype}`);
  const { value, nodes, release } = record(f);
  try {
    if (!(value instanceof Tensor)) throw new TypeError('gradients: the function must return a tensor');
    const grads = tidied(() => backpropagate(nodes, xs, [value], [dy ?? ones(value.shape)]));
    if (!allowNoGradients && grads.every((gradient) => gradient === null))
      throw new Error('gradients: y does not depend on x: all that leads from x to y must be computed in the function');
    // TF.js tests these for null as well as for undefined.
    return { value, grads: grads as Tensor[] };
  } finally {
    release();
  }
}
