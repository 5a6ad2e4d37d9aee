import { gammaParts } from './gamma-parts.ts';
import { log1pMinus } from './log1p-minus.ts';
import { STIRLING_FROM } from './stirling.ts';

const SQRT_TWO_PI = 2.5066282746310007;

const partsA = new Float64Array(5);
const partsB = new Float64Array(5);
const partsN = new Float64Array(5);

/**
 * What T = x^a (1-x)^b / B(a, b) needs of a and b alone: out = [scale, shift, gapA, gapB].
 *
 * - a, b >= 10 (around the mean): T = scale exp(shift + a [log(1+u) - u] + b [log(1+v) - v]) with 1 + u = x n/a,
 *   1 + v = (1-x) n/b, n = a + b, where nothing large cancels; d log T/da = log(1+u) + gapA, and likewise in b;
 * - otherwise T = scale exp(shift + a log x + b log(1-x)), and d log T/da = log x + gapA.
 */
export function betaScale(a: number, b: number, out: Float64Array): void {
  gammaParts(a, partsA);
  gammaParts(b, partsB);
  gammaParts(a + b, partsN);
  if (a >= STIRLING_FROM && b >= STIRLING_FROM) aroundMean(a, b, out);
  else if (b >= STIRLING_FROM) oneLarge(a, b, partsA, partsB, out);
  else if (a >= STIRLING_FROM) {
    oneLarge(b, a, partsB, partsA, out);
    const gap = out[2];
    out[2] = out[3];
    out[3] = gap;
  } else bothModerate(out);
}

function aroundMean(a: number, b: number, out: Float64Array): void {
  out[0] = Math.sqrt(a < b ? a / (1 + a / b) : b / (1 + b / a)) / SQRT_TWO_PI;
  out[1] = partsN[1] - partsA[1] - partsB[1];
  out[2] = partsA[2] - partsN[2];
  out[3] = partsB[2] - partsN[2];
}

/**
 * p < 10 <= q: log Gamma(q + p) - log Gamma(q) is taken as one, since its two terms may be huge.
 * The gap of p comes first, then that of q.
 */
function oneLarge(p: number, q: number, partsP: Float64Array, partsQ: Float64Array, out: Float64Array): void {
  const [raised, ratio] = [partsP[0], p / q];
  const logRaised = Math.log(raised);
  const logN = Math.log(p + q);
  const minus = log1pMinus(ratio);
  const logRatio = minus + ratio;
  const gammaRatio = p * logN + q * minus - 0.5 * logRatio + partsN[1] - partsQ[1];
  out[0] = partsP[3] / SQRT_TWO_PI;
  out[1] = gammaRatio - (raised - 0.5) * logRaised + raised - partsP[1];
  out[2] = logN - partsN[2] - (logRaised - partsP[2] - partsP[4]);
  out[3] = logRatio - partsN[2] + partsQ[2];
}

function bothModerate(out: Float64Array): void {
  const [logA, logB, logN] = [Math.log(partsA[0]), Math.log(partsB[0]), Math.log(partsN[0])];
  const powers = (partsN[0] - 0.5) * logN - (partsA[0] - 0.5) * logA - (partsB[0] - 0.5) * logB;
  const psiN = logN - partsN[2] - partsN[4];
  out[0] = ((partsA[3] / partsN[3]) * partsB[3]) / SQRT_TWO_PI;
  out[1] = powers + (partsA[0] + partsB[0] - partsN[0]) + partsN[1] - partsA[1] - partsB[1];
  out[2] = psiN - (logA - partsA[2] - partsA[4]);
  out[3] = psiN - (logB - partsB[2] - partsB[4]);
}
