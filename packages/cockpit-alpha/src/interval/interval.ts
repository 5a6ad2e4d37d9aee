import { clone, keep, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import type { Observation } from '../observation.ts';
import type { Seen } from './seen.ts';

/** The way from where the variables were before one step to where they were before a later one. */
export interface Interval {
  readonly length: Scalar;
  readonly start: Seen;
  readonly end: Seen;
}

/** An interval's start, kept for its end. */
export interface Begun {
  /** Looks back from the step at which the interval ends. */
  ended(observation: Observation): Interval;
  release(): void;
}

/** Keeps clones of tensors beyond their step. */
export const keptAll = <T extends Tensor>(tensors: readonly T[]): T[] => tensors.map((tensor) => keep(clone(tensor)));

export function disposeAll(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) tensor.dispose();
}
