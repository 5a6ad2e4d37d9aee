import { log1pMinus } from './log1p-minus.ts';
import { digammaCorrection, digammaSeries, stirlingCorrection } from './stirling.ts';

/** From here up the derivative of the series below is good to double accuracy, too. */
const RAISED_TO = 10;

/** Below this step a difference of the corrections is taken as step times slope: the differences have lost digits. */
const SMALL_STEP = 1e-4;

/**
 * log Gamma(z + h) - log Gamma(z) for z, h > 0, relatively accurate for small h as well.
 *
 * Below 10 the recurrence gives product of (z + j) / (z + h + j), kept as its distance from 1; above, Stirling's
 * series with the terms that cancel taken together.
 */
export function logGammaDifference(z: number, h: number): number {
  let excess = 0;
  while (z < RAISED_TO) {
    const t = h / z;
    excess += t + excess * t;
    z += 1;
  }
  const sum = z + h;
  const ratio = h / z;
  const powers = h * Math.log(sum) + z * log1pMinus(ratio) - 0.5 * Math.log1p(ratio);
  const stirling = powers + stirlingDifference(z, h);
  return excess === 0 ? stirling : stirling - Math.log1p(excess);
}

/** psi(z + h) - psi(z) for z, h > 0, relatively accurate for small h as well. */
export function digammaDifference(z: number, h: number): number {
  let shifted = 0;
  while (z < RAISED_TO) {
    shifted += h / z / (z + h);
    z += 1;
  }
  return shifted + Math.log1p(h / z) - correctionDifference(z, h);
}

/** D(z + h) - D(z), D' = 1/(2z) - c. */
function stirlingDifference(z: number, h: number): number {
  if (h > SMALL_STEP) return stirlingCorrection(z + h) - stirlingCorrection(z);
  const middle = z + 0.5 * h;
  const s = 1 / (middle * middle);
  return -h * s * digammaSeries(s);
}

/** c(z + h) - c(z), with the slope by the derivative of its series (DLMF 5.15.8). */
function correctionDifference(z: number, h: number): number {
  if (h > SMALL_STEP) return digammaCorrection(z + h) - digammaCorrection(z);
  const r = 1 / (z + 0.5 * h);
  const s = r * r;
  const series = -1 / 6 + s * (1 / 30 + s * (-1 / 42 + s * (1 / 30 + s * (-5 / 66 + s * (691 / 2730 - (7 / 6) * s)))));
  return h * s * (-0.5 + r * series);
}
