import { scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Family, TensorDensity } from './family.ts';
import type { Parameter } from './prior.ts';

/** A family and its parameters: all that an evaluation needs to know of a prior. */
export interface Distribution {
  readonly family: Family;
  readonly parameters: readonly Parameter[];
}

/** The parameters that are tensors, in their order. */
export const tensorsOf = ({ parameters }: Distribution): Tensor[] =>
  parameters.filter((parameter) => parameter instanceof Tensor);

/** Each parameter's number, or null where it is a tensor. */
export const constantsOf = ({ parameters }: Distribution): (number | null)[] =>
  parameters.map((parameter) => (typeof parameter === 'number' ? parameter : null));

/** Which parameters are tensors, by `constantsOf`. */
export const tensorsAt = (constants: readonly (number | null)[]): number[] =>
  constants.flatMap((value, k) => (value === null ? [k] : []));

/** The distribution with its tensor parameters replaced, in their order. */
export function withTensors({ family, parameters }: Distribution, tensors: readonly Tensor[]): Distribution {
  let next = 0;
  return {
    family,
    parameters: parameters.map((parameter) => (typeof parameter === 'number' ? parameter : tensors[next++])),
  };
}

/** The tensor core at these parameters. Call it inside a tidy. */
export function tensorDensity({ family, parameters }: Distribution): TensorDensity {
  return family.tensors(
    parameters.map((parameter) => (parameter instanceof Tensor ? parameter : scalar(parameter, 'float32'))),
  );
}
