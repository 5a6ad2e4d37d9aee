import { Tensor } from '@tensorflow/tfjs-core';
import { kindOf, requireAlive } from '../require.ts';

/** That x is a float32 tensor that has the axis, which may count from the end; returns it counted from the start. */
export function requireAxis(caller: string, x: unknown, axis: unknown): number {
  if (!(x instanceof Tensor)) throw new TypeError(`${caller}: 'x' must be a tensor, but is ${kindOf(x)}`);
  if (x.dtype !== 'float32') throw new TypeError(`${caller}: 'x' must be float32, but is ${x.dtype}; cast it first`);
  requireAlive(caller, 'x', x);
  const { rank } = x;
  if (rank === 0) throw new RangeError(`${caller}: 'x' must have an axis, but is a scalar; reshape it to [1] first`);
  if (typeof axis !== 'number' || !Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw new RangeError(
      `${caller}: 'axis' must be an integer from ${-rank} to ${rank - 1} for shape [${x.shape.join(', ')}], but is ${typeof axis === 'number' ? axis : kindOf(axis)}`,
    );
  return axis < 0 ? axis + rank : axis;
}
