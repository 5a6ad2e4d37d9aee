import type { Tensor } from '@tensorflow/tfjs-core';
import { requireFunction } from '../require.ts';
import { gradientOf } from './hvp.ts';
import { jacobianBy } from './jacobian.ts';
import { orZeros } from './seeds.ts';

/**
 * The Hessian of a scalar function of one tensor. For more than a few hundred values, use `hvp`.
 * @param f takes a float32 tensor and returns a float32 scalar
 * @returns a function of x that returns ∂²f/∂x_i∂x_j, of x's shape twice; one forward and as many backward passes as x
 * has values
 */
export function hessian<X extends Tensor>(f: (x: X) => Tensor): (x: X) => Tensor {
  requireFunction('hessian', 'f', f);
  return jacobianBy('hessian', (x: X) => orZeros(gradientOf('hessian', f, [x], [x]), [x])[0]);
}
