/** A distribution on 0, 1, 2, ... by the ratios of neighbouring probabilities. */
export interface Lattice {
  readonly mean: number;
  logMass(k: number): number;
  /** P(X = k - 1) / P(X = k) */
  down(k: number): number;
  /** P(X = k + 1) / P(X = k) */
  up(k: number): number;
}

/**
 * Writes [log F, log(1 - F)] at k. The tail away from the mean is summed term by term from k outwards, which keeps its
 * relative accuracy; the other is 1 minus it, and not small.
 */
export function latticeTails({ mean, logMass, down, up }: Lattice, k: number, out: Float64Array): void {
  const isLower = k + 1 <= mean;
  const tail = isLower ? logMass(k) + Math.log(outward(k, down, -1)) : logMass(k + 1) + Math.log(outward(k + 1, up, 1));
  out[isLower ? 0 : 1] = tail;
  out[isLower ? 1 : 0] = Math.log1p(-Math.exp(tail));
}

/** Sum of the probabilities from k outwards, relative to that of k. */
function outward(k: number, ratio: (k: number) => number, step: 1 | -1): number {
  let [sum, term] = [1, 1];
  for (let at = k; term > sum * Number.EPSILON * 1e-3; at += step) {
    term *= ratio(at);
    sum += term;
  }
  return sum;
}
