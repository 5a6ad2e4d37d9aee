import type { Tensor } from '@tensorflow/tfjs-core';
import type { Family } from './family.ts';
import type { Parameter } from './prior.ts';

/** Throws a TypeError where the tensor is disposed; TF.js's own error names neither the call nor the argument. */
export function requireAlive(call: string, name: string, tensor: Tensor): void {
  if (tensor.isDisposed)
    throw new TypeError(`${call}: '${name}' must be a live tensor, but is disposed; keep it until it has been used`);
}

/** Throws a TypeError that names the first parameter of a prior that is a disposed tensor. */
export function requireAliveParameters(call: string, family: Family, parameters: readonly Parameter[]): void {
  parameters.forEach((parameter, k) => {
    if (typeof parameter !== 'number') requireAlive(call, family.parameters[k].name, parameter);
  });
}
