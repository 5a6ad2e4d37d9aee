import { greater, less, type Tensor, tidy, where } from '@tensorflow/tfjs-core';
import { constantsOf, type Distribution } from './distribution.ts';
import { untracked } from './ops/untracked.ts';

/** The smallest float32 that no device flushes to 0. */
const smallest = 2 ** -126;

/** The float32 next to an end, on the side of `sign`. */
const inside = (end: number, sign: 1 | -1) =>
  end === 0 ? sign * smallest : end + sign * 2 ** (Math.floor(Math.log2(Math.abs(end))) - (end * sign < 0 ? 24 : 23));

/**
 * Moves draws that were rounded to an end of the support to the next float32 inside, where the density is that of the
 * draw and not its limit, which may be infinite. Ends that are tensors are left alone.
 */
export function keepInside(distribution: Distribution, draws: Tensor): Tensor {
  const [low, high] = distribution.family.support(constantsOf(distribution).map((value) => value ?? Number.NaN));
  return tidy(() => {
    let kept = draws;
    if (Number.isFinite(low)) {
      const lowest = inside(Math.fround(low), 1);
      kept = where(
        untracked(() => less(draws, lowest)),
        lowest,
        kept,
      );
    }
    if (Number.isFinite(high)) {
      const highest = inside(Math.fround(high), -1);
      kept = where(
        untracked(() => greater(draws, highest)),
        highest,
        kept,
      );
    }
    return kept;
  });
}
