import { greater, less, type Tensor, tidy, where } from '@tensorflow/tfjs-core';
import { constantsOf, type Distribution } from './distribution.ts';
import { untracked } from './ops/untracked.ts';

/** The smallest float32 that no device flushes to 0. */
const smallest = 2 ** -126;

const bits = new DataView(new ArrayBuffer(4));

/** The first float32 beyond `end` on the side of `sign`, whether or not float32 can hold the end itself. */
function inside(end: number, sign: 1 | -1): number {
  const single = Math.fround(end);
  if (sign * (single - end) > 0) return single;
  if (single === 0) return sign * smallest;
  bits.setFloat32(0, single);
  bits.setInt32(0, bits.getInt32(0) + (single * sign > 0 ? 1 : -1));
  return bits.getFloat32(0);
}

/**
 * Moves draws that were rounded to an end of the support to the next float32 inside, where the density is that of the
 * draw and not its limit, which may be infinite. Ends that are tensors are left alone, and those of a discrete prior,
 * which are values of its own.
 */
export function keepInside(distribution: Distribution, draws: Tensor): Tensor {
  if (distribution.family.isDiscrete) return draws;
  const [low, high] = distribution.family.support(constantsOf(distribution).map((value) => value ?? Number.NaN));
  const [lowest, highest] = [inside(low, 1), inside(high, -1)];
  // Between ends that are neighbours in float32 no number is left to move to.
  if (lowest > highest) return draws;
  return tidy(() => {
    let kept = draws;
    if (Number.isFinite(low))
      kept = where(
        untracked(() => less(draws, lowest)),
        lowest,
        kept,
      );
    if (Number.isFinite(high))
      kept = where(
        untracked(() => greater(draws, highest)),
        highest,
        kept,
      );
    return kept;
  });
}
