import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { sumOfSamples } from '../layout.ts';
import type { LinearUse, PartOf } from './linear-use.ts';
import type { Part } from './part.ts';
import { gathered, isSpread } from './spread.ts';

/** `y = ... + sign · w`, spread over y's shape: a bias. */
export const added =
  (sign: 1 | -1): PartOf =>
  (use) =>
    isSpread(use) ? (dy) => spreadPart(use, () => (sign === 1 ? dy : mul(dy, sign))) : null;

/** The variable itself, repeated along axes on which it has one place. */
export const repeated: PartOf = (use) => {
  const { seenAs, output } = use;
  const before = output.rank - seenAs.length;
  const isSpreadOnly = seenAs.every((length, i) => length === 1 || length === output.shape[before + i]);
  return isSpreadOnly ? added(1)(use) : null;
};

/** A part whose gradient are these values, of the output's shape, summed over where the variable was spread. */
export function spreadPart(use: LinearUse, values: () => Tensor): Part {
  const { layout } = use;
  return {
    project: (direction) => sumOfSamples(mul(values(), direction), layout),
    gradients: (from, count) => gathered(values(), use, from, count),
  };
}
