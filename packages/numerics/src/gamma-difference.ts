import { log1pMinus } from './log1p-minus.ts';
import { digammaCorrection, STIRLING_FROM, stirlingCorrection } from './stirling.ts';

/**
 * log Gamma(z + h) - log Gamma(z) for z, h > 0, relatively accurate for small h as well.
 *
 * Below 10 the recurrence gives product of (z + j) / (z + h + j), kept as its distance from 1; above, Stirling's
 * series with the terms that cancel taken together.
 */
export function logGammaDifference(z: number, h: number): number {
  let excess = 0;
  while (z < STIRLING_FROM) {
    const t = h / z;
    excess += t + excess * t;
    z += 1;
  }
  const sum = z + h;
  const ratio = h / z;
  const stirling =
    h * Math.log(sum) +
    z * log1pMinus(ratio) -
    0.5 * Math.log1p(ratio) +
    stirlingCorrection(sum) -
    stirlingCorrection(z);
  return excess === 0 ? stirling : stirling - Math.log1p(excess);
}

/** psi(z + h) - psi(z) for z, h > 0, relatively accurate for small h as well. */
export function digammaDifference(z: number, h: number): number {
  let shifted = 0;
  while (z < STIRLING_FROM) {
    shifted += h / (z * (z + h));
    z += 1;
  }
  return shifted + Math.log1p(h / z) + digammaCorrection(z) - digammaCorrection(z + h);
}
