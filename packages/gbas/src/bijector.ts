import { add, clipByValue, maximum, mul, sigmoid, softplus, type Tensor, tidy } from '@tensorflow/tfjs-core';

/** An open interval, whose ends may be infinite. */
export type Interval = readonly [low: number, high: number];

/** Map from the real line onto an interval: trained values lie on the line, parameters of priors in the interval. */
export interface Bijector {
  forward(free: Tensor): Tensor;
  /** Returns the number on the line that is mapped to this one, which must lie in the interval. */
  inverse(value: number): number;
}

/** Beyond this a float32 sigmoid or softplus comes so close to its end that the value could leave the interval. */
const reach = 15;

/**
 * Returns the map onto an interval: a sigmoid for two finite ends, a softplus for one, the identity on the whole
 * line. Values that would come closer to an end than 3e-7 (of the width, where there is one) stay there.
 */
export function bijectorOnto([low, high]: Interval): Bijector {
  if (low > Number.NEGATIVE_INFINITY && high < Number.POSITIVE_INFINITY) return betweenEnds(low, high - low);
  if (low > Number.NEGATIVE_INFINITY) return beyondEnd(low, 1);
  return high < Number.POSITIVE_INFINITY ? beyondEnd(high, -1) : identity;
}

/** Whether a value of the interval is far enough from its ends to be trained. */
export function isWithinReach(value: number, interval: Interval): boolean {
  const free = bijectorOnto(interval).inverse(value);
  if (interval.every(Number.isFinite)) return Math.abs(free) < reach;
  return free > -reach || !interval.some(Number.isFinite);
}

const identity: Bijector = { forward: (free) => free, inverse: (value) => value };

const betweenEnds = (low: number, width: number): Bijector => ({
  forward: (free) =>
    tidy(() => {
      const share = sigmoid(clipByValue(free, -reach, reach));
      return low === 0 && width === 1 ? share : add(low, mul(width, share));
    }),
  inverse(value) {
    const share = (value - low) / width;
    return Math.log(share) - Math.log1p(-share);
  },
});

const beyondEnd = (end: number, direction: 1 | -1): Bijector => ({
  forward: (free) =>
    tidy(() => {
      const distance = softplus(maximum(free, -reach));
      return end === 0 && direction === 1 ? distance : add(end, mul(direction, distance));
    }),
  inverse(value) {
    const distance = direction * (value - end);
    return distance + Math.log(-Math.expm1(-distance));
  },
});
