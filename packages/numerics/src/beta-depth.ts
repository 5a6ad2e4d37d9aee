import { B, DEPTH, LAMBDA, X, Y } from './beta-tail-record.ts';

/** log of the accuracy asked for, exp(-37) = 1e-16. */
const DIGITS = 37;
const MOST_STEPS = 100;
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest integer. */
const ROUNDER = 6755399441055744;

/**
 * Fills in how many steps of the continued fraction give it and its derivatives to double accuracy.
 *
 * Step n shrinks the error by exp(-2 arsinh z), z = beta_n / (2 sqrt(alpha_n)) (the root ratio of the recurrence). While
 * n is small against a and b that is about z = ((2 - x) n + c) / sqrt(n b x), c = lambda + 1, and the sum of these to
 * N = m² is p m³ + s m. One equates it to `DIGITS`; as it is convex in m, Newton's steps end above the root. Where n
 * is large against them the rate depends on x alone, and N grows as sqrt(x / (1 - x)). The constants are fitted to
 * the depths needed at a million (a, b, x) with a and b from 1e-9 to 1e9, where 15 steps more change no value by
 * more than 3e-15 and no derivative by more than 1e-13.
 */
export function betaDepth(tail: Float64Array): void {
  const x = tail[X];
  const c = tail[LAMBDA] + 1;
  const root = Math.sqrt(tail[B] * x);
  // Both sides are multiplied by sqrt(b x); far from the mean arsinh z falls below z.
  const p = (4 / 3) * (2 - x);
  const s = (2 * c * root) / (root + c / 9);
  const first = (DIGITS * root + p * 86) / (p * 37 + s);
  const square = first * first;
  const second = (DIGITS * root + 2 * p * square * first) / (3 * p * square + s);
  const near = second * second + 2;
  const far = 7.5 * Math.sqrt(x / tail[Y]) + 2.8;
  tail[DEPTH] = Math.min(MOST_STEPS, Math.max(near, far)) + ROUNDER - ROUNDER;
}
