import { add, mul, rsqrt, sub, type Tensor } from '@tensorflow/tfjs-core';
import { spreadPart } from './added.ts';
import type { LinearUse, PartOf } from './linear-use.ts';
import { isSpread } from './spread.ts';

/** `y = x · w`, with w spread over y's shape: a scale. */
export const scaled =
  (other: 'a' | 'b'): PartOf =>
  (use) => {
    const x = use.kept[other];
    return x && isSpread(use) ? (dy) => spreadPart(use, () => mul(dy, x)) : null;
  };

/** The scale of a batch normalisation with given moments. */
export const normalizedScale: PartOf = (use) =>
  use.kept.x && use.kept.mean && use.kept.variance && isSpread(use)
    ? (dy) => spreadPart(use, () => mul(dy, normalized(use)))
    : null;

function normalized({ kept: { x, mean, variance }, attributes }: LinearUse): Tensor {
  return mul(sub(x, mean), rsqrt(add(variance, Number(attributes.varianceEpsilon))));
}
