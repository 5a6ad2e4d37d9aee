import type { Tensor } from '@tensorflow/tfjs-core';

/** A weight of a layers model, which holds a variable. */
export interface Weight {
  read(): Tensor;
}

export const isWeight = (given: unknown): given is Weight =>
  typeof given === 'object' && given !== null && 'read' in given && typeof given.read === 'function';
