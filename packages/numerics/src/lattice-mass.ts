import { logGamma } from './log-gamma.ts';
import { log1pMinus } from './log1p-minus.ts';
import { HALF_LOG_TWO_PI, STIRLING_FROM, stirlingCorrection } from './stirling.ts';

/**
 * Returns log P(X = k) of a Poisson variable with this rate, k = 0, 1, 2, ..., without the cancellation of
 * k log rate - rate - log k! (the saddle-point form of Loader 2000).
 */
export function logPoissonMass(k: number, rate: number): number {
  if (k === 0) return -rate;
  return -correction(k) - deviance(k, rate) - 0.5 * Math.log(k) - HALF_LOG_TWO_PI;
}

/** Returns log P(X = k) of the number of successes in `trials` with this probability, k = 0, ..., trials; likewise. */
export function logBinomialMass(k: number, trials: number, probability: number): number {
  if (k === 0) return trials * Math.log1p(-probability);
  if (k === trials) return trials * Math.log(probability);
  const rest = trials - k;
  const corrections = correction(trials) - correction(k) - correction(rest);
  const deviances = deviance(k, trials * probability) + deviance(rest, trials * (1 - probability));
  return corrections - deviances - HALF_LOG_TWO_PI - 0.5 * (Math.log(k) + Math.log1p(-k / trials));
}

/** k log(k / mean) + mean - k, without cancellation where both are close. */
function deviance(k: number, mean: number): number {
  const isClose = mean > 0.5 * k && mean < 2 * k;
  return isClose ? -k * log1pMinus((mean - k) / k) : k * (Math.log(k) - Math.log(mean)) + mean - k;
}

/** log k! - (k + 1/2) log k + k - log(2π) / 2 */
const correction = (k: number): number =>
  k >= STIRLING_FROM ? stirlingCorrection(k) : logGamma(k) - (k - 0.5) * Math.log(k) + k - HALF_LOG_TWO_PI;
