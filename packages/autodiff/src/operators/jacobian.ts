import { reshape, stack, type Tensor, tensor, transpose, zeros } from '@tensorflow/tfjs-core';
import { requireFloats, requireFunction, requireOneTensor } from '../require.ts';
import { tidied } from '../tape/tidied.ts';
import type { Like } from '../tree.ts';
import { linearize } from './linearize.ts';
import { vjp } from './vjp.ts';

/**
 * The Jacobian of a function of one tensor: all its partial derivatives.
 * @param f takes a float32 tensor and returns one
 * @returns a function of x that returns ∂f_i/∂x_j, of f(x)'s shape followed by x's; as many backward passes as f has
 * values, or as many tangents as x has, whichever are fewer
 */
export function jacobian<X extends Tensor>(f: (x: X) => Tensor): (x: X) => Tensor {
  requireFunction('jacobian', 'f', f);
  return jacobianBy('jacobian', f);
}

/** As `jacobian`, for a caller of another name. */
export function jacobianBy<X extends Tensor>(caller: string, f: (x: X) => Tensor): (x: X) => Tensor {
  return (x) => {
    requireOneTensor(caller, 'x', x);
    requireFloats(caller, 'x', x);
    return tidied(() => jacobianAt(caller, f, x));
  };
}

function jacobianAt<X extends Tensor>(caller: string, f: (x: X) => Tensor, x: X): Tensor {
  const { value, pullback, dispose } = vjp(f, [x]);
  try {
    requireOneTensor(caller, 'f(x)', value);
    if (value.size === 0 || x.size === 0) return zeros([...value.shape, ...x.shape]);
    if (value.size > x.size) return byColumns(f, x);
    const rows = basis(value).map((dy) => tidied(() => pullback(dy)[0]));
    return reshape(stack(rows), [...value.shape, ...x.shape]);
  } finally {
    dispose();
  }
}

function byColumns<X extends Tensor>(f: (x: X) => Tensor, x: X): Tensor {
  const { value, tangent, dispose } = linearize(f, [x]);
  try {
    const columns = basis(x).map((dx) => tidied(() => reshape(tangent([dx]), [value.size])));
    return reshape(transpose(stack(columns)), [...value.shape, ...x.shape]);
  } finally {
    dispose();
  }
}

/** The unit vectors of x's space. */
function basis<X extends Tensor>({ size, shape }: X): Like<X>[] {
  return Array.from({ length: size }, (_, i) => {
    const values = new Float32Array(size);
    values[i] = 1;
    return tensor(values, shape) as Tensor as Like<X>;
  });
}
