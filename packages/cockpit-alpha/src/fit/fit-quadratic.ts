import { requireNumbers } from '../require.ts';

/** What is known of a loss along a step: at its start and at its end, in this order. */
export interface QuadraticObservations {
  /** The step's length. */
  readonly step: number;
  readonly losses: readonly [start: number, end: number];
  /** The loss's derivatives along the step's direction, for a unit of length. */
  readonly slopes: readonly [start: number, end: number];
  readonly lossVariances: readonly [start: number, end: number];
  readonly slopeVariances: readonly [start: number, end: number];
}

/** w0 + w1 s + w2 s², with s the way gone from the start of the step. */
export type Quadratic = [w0: number, w1: number, w2: number];

/**
 * The parabola that fits two noisy losses and two noisy slopes best: the generalised least squares estimate, where each
 * observation weighs by the inverse of its variance (Schneider, Dangel & Hennig, Cockpit, 2021).
 *
 * A parabola satisfies 2 (f₁ - f₀) = t (f₀' + f₁'). Four observations for three numbers miss that by r, and each is
 * corrected by its share of the variance that r has: no matrix is inverted, so that the fit is as accurate for steps
 * of 1e-150 or 1e6 as for those of length 1.
 *
 * - A variance of zero is an exact observation; where all four are, they are corrected alike in terms of f and t f'.
 * - Null where there is nothing to fit: a step of length zero, a number that is not finite (a variance too: that of a
 *   batch of one is none), or coefficients beyond the largest number.
 * @throws RangeError where the step or a variance is negative; TypeError where a list is none of two numbers
 */
export function fitQuadratic(observations: QuadraticObservations): Quadratic | null {
  const { step, losses, slopes, lossVariances, slopeVariances } = observations;
  const lists = { losses, slopes, lossVariances, slopeVariances };
  for (const [name, given] of Object.entries(lists)) requireNumbers('fitQuadratic', name, given, 2);
  requireNotNegative('step', step);
  lossVariances.forEach((variance, i) => {
    requireNotNegative(`lossVariances[${i}]`, variance);
  });
  slopeVariances.forEach((variance, i) => {
    requireNotNegative(`slopeVariances[${i}]`, variance);
  });
  const all = [step, ...losses, ...slopes, ...lossVariances, ...slopeVariances];
  if (step === 0 || !all.every(Number.isFinite)) return null;
  const fit = corrected(observations);
  return fit.every(Number.isFinite) ? fit : null;
}

/** y - V v (vᵀ y) / (vᵀ V v), with y = (f₀, f₁, t f₀', t f₁') and v = (-2, 2, -1, -1), which is orthogonal to all parabolas. */
function corrected({ step, losses, slopes, lossVariances, slopeVariances }: QuadraticObservations): Quadratic {
  const [start, end] = weights(step, lossVariances, slopeVariances);
  const total = 4 * start.loss + 4 * end.loss + start.slope * start.slope + end.slope * end.slope;
  const miss = (2 * (losses[1] - losses[0]) - step * (slopes[0] + slopes[1])) / total;
  const first = slopes[0] + start.slope * start.perLength * miss;
  const last = slopes[1] + end.slope * end.perLength * miss;
  return [losses[0] + 2 * start.loss * miss, first, (last - first) / step / 2];
}

/** The variances on a scale where the largest is one, so that no square underflows or overflows. */
function weights(
  step: number,
  lossVariances: readonly [number, number],
  slopeVariances: readonly [number, number],
): { loss: number; slope: number; perLength: number }[] {
  const [lossErrors, slopeErrors] = [lossVariances.map(Math.sqrt), slopeVariances.map(Math.sqrt)];
  const largest = Math.max(...lossErrors, ...slopeErrors.map((error) => step * error));
  if (largest === 0) return [0, 1].map(() => ({ loss: 1, slope: 1, perLength: 1 / step }));
  return [0, 1].map((i) => ({
    loss: (lossErrors[i] / largest) ** 2,
    slope: (step * slopeErrors[i]) / largest,
    perLength: slopeErrors[i] / largest,
  }));
}

function requireNotNegative(name: string, value: number): void {
  if (value < 0)
    throw new RangeError(`fitQuadratic: '${name}' must not be negative, but is ${value}; pass its absolute size`);
}
