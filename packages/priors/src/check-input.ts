import { Tensor } from '@tensorflow/tfjs-core';
import type { Distribution } from './distribution.ts';
import { broadcastShape } from './ops/broadcast.ts';
import type { Quantity } from './quantity.ts';
import { requireAlive, requireAliveParameters } from './require-alive.ts';

/** Throws, before any tensor is made, where x is not a float32 tensor or a parameter does not broadcast against it. */
export function checkInput(quantity: Quantity, { family, parameters }: Distribution, x: unknown): void {
  const method = `${family.name}.${quantity}`;
  const name = quantity === 'quantile' ? 'p' : 'x';
  if (!(x instanceof Tensor)) throw new TypeError(`${method}: '${name}' must be a tensor, but got ${String(x)}`);
  requireAlive(method, name, x);
  if (x.dtype !== 'float32')
    throw new TypeError(`${method}: '${name}' must be float32, but is ${x.dtype}; cast it first`);
  requireAliveParameters(method, family, parameters);
  let shape: readonly number[] = x.shape;
  parameters.forEach((parameter, k) => {
    if (typeof parameter === 'number') return;
    const common = broadcastShape([shape, parameter.shape]);
    if (common) shape = common;
    else
      throw new RangeError(
        `${method}: '${family.parameters[k].name}' must broadcast against '${name}' and the parameters before it, of shape ${list(shape)}, but has shape ${list(parameter.shape)}`,
      );
  });
}

/** Throws, before any tensor is made, where the shape or the seed of a sample cannot be used. */
export function checkSample({ family, parameters }: Distribution, shape: readonly number[], seed: number): void {
  const method = `${family.name}.sample`;
  if (!Array.isArray(shape) || !shape.every((length) => Number.isSafeInteger(length) && length >= 0))
    throw new RangeError(
      `${method}: 'shape' must be an array of integers from 0, but got ${Array.isArray(shape) ? list(shape) : String(shape)}`,
    );
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`${method}: 'seed' must be an integer from 0 to 2^53 - 1, but got ${seed}`);
  requireAliveParameters(method, family, parameters);
  parameters.forEach((parameter, k) => {
    if (typeof parameter === 'number') return;
    if (String(broadcastShape([shape, parameter.shape])) !== String(shape))
      throw new RangeError(
        `${method}: 'shape' must be one that '${family.parameters[k].name}' of shape ${list(parameter.shape)} broadcasts to, but is ${list(shape)}`,
      );
  });
}

const list = (values: readonly number[]) => `[${values.join(', ')}]`;
