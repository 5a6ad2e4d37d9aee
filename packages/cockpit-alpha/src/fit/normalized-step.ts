import { requireNumbers } from '../require.ts';

/**
 * The step on a scale where the parabola decides: -1 stays at the start, 0 lands in its minimum, 1 as high on the other
 * side as at the start (Schneider, Dangel & Hennig, Cockpit, 2021). With the minimum at
 * s* = -w1 / (2 w2) it is step / s* - 1.
 *
 * - Below -1 the step went uphill; -1 where the minimum is infinitely far: a line, or a parabola that opens downwards.
 * - Infinity where the start was the minimum already.
 * - Null where there is no parabola, where it is flat everywhere, or where a number is not finite.
 * @param w the parabola, as `fitQuadratic` returns it
 * @param step the length of the step, as was given to it
 * @throws RangeError where the step is negative; TypeError where w is neither three numbers nor null
 */
export function normalizedStep(w: readonly [w0: number, w1: number, w2: number] | null, step: number): number | null {
  if (step < 0) throw new RangeError(`normalizedStep: 'step' must be a length from 0, but is ${step}`);
  if (w !== null) requireNumbers('normalizedStep', 'w', w, 3);
  if (w === null || ![...w, step].every(Number.isFinite)) return null;
  const [, slope, curvature] = w;
  if (curvature < 0 || (curvature === 0 && slope !== 0)) return -1;
  if (slope !== 0) return 2 * step * (curvature / -slope) - 1;
  return curvature > 0 && step > 0 ? Number.POSITIVE_INFINITY : null;
}
