import { betaEvaluator, trigamma, trigammaDifference } from '@hyperprior/numerics';
import type { Density, SecondDerivatives } from '../family.ts';
import { slopeOfInterpolant } from '../slope-of-interpolant.ts';
import { isInside, rowOf, type Triangle } from '../triangle.ts';

const support = [0, 1] as const;

const values = new Float64Array(5);
const logs = new Float64Array(8);

/** From here down a tail, or the density over it, may have lost digits to underflow. */
const tiny = 1e-280;

/**
 * Second derivatives of Beta(a, b). All of log f and all in x are closed forms; those of F in a and b are derivatives of
 * interpolants of its exact first ones.
 * @param densityAt makes the density at other parameters
 */
export function betaSecond(a: number, b: number, densityAt: (a: number, b: number) => Density): SecondDerivatives {
  /** out[1], out[2] = the derivatives in parameter k of what `slopes` writes as [.., ∂/∂a, ∂/∂b] from `at` on. */
  const differentiate = (
    k: 0 | 1,
    reach: readonly [number, number],
    slopes: (density: Density, to: Float64Array) => void,
    places: readonly [number, number],
    out: Float64Array,
  ) => {
    const [inA, inB] = slopeOfInterpolant(k === 0 ? a : b, reach, (shifted) => {
      slopes(k === 0 ? densityAt(shifted, b) : densityAt(a, shifted), logs);
      return [logs[places[0]], logs[places[1]]];
    });
    out[1] = inA;
    out[2] = inB;
  };

  const cdf = (x: number, i: number, out: Float64Array) => {
    if (!isInside(x, support, out, 3)) return;
    const k = i === 1 ? 0 : 1;
    differentiate(k, reachOf(a, b, x, k), (density, to) => density.cdf(x, to), [3, 4], out);
    densityAt(a, b).cdf(x, values);
    out[0] = values[2] * scoreOf(a, b, x, k);
  };

  return {
    cdf,
    logTail(x, tail, i, out) {
      if (!isInside(x, support, out, 3)) return;
      const density = densityAt(a, b);
      density.logCdf(x, logs);
      const slopes = [logs[2 + tail], logs[4 + tail], logs[6 + tail]];
      density.cdf(x, values);
      const k = i === 1 ? 0 : 1;
      if (i > 0 && (k === 0 ? a : b) < 1 && values[tail] > tiny) {
        cdf(x, i, out);
        const scale = (tail === 0 ? 1 : -1) / values[tail];
        for (let j = 1; j < 3; j++) out[j] = out[j] * scale - slopes[i] * slopes[j];
      } else if (i > 0) differentiate(k, reachOf(a, b, x, k), (at, to) => at.logCdf(x, to), [4 + tail, 6 + tail], out);
      // ∂²log T/∂x∂v = ∂log T/∂x · (∂log f/∂v - ∂log T/∂v)
      const near = tail === 0 ? nearEnd(a, b, x) : nearEnd(b, a, 1 - x);
      const gaps = [
        (a - 1) / x - (b - 1) / (1 - x) - slopes[0],
        near ? near[tail] : scoreOf(a, b, x, 0) - slopes[1],
        near ? near[1 - tail] : scoreOf(a, b, x, 1) - slopes[2],
      ];
      if (i > 0) out[0] = slopes[0] * gaps[i];
      else for (let j = 0; j < 3; j++) out[j] = slopes[0] * gaps[j];
    },
    logPdf(x, i, out) {
      if (isInside(x, support, out, 3)) rowOf(logPdfSecond(a, b, x), i, out);
    },
  };
}

/** Second derivatives of (a - 1) log x + (b - 1) log(1 - x) - log B(a, b). */
const logPdfSecond = (a: number, b: number, x: number): Triangle => [
  (1 - a) / x / x + (1 - b) / (1 - x) / (1 - x),
  1 / x,
  -1 / (1 - x),
  -trigammaDifference(a, b),
  trigamma(a + b),
  -trigammaDifference(b, a),
];

/**
 * ∂(log f - log F)/∂a and ∂(log f - log F)/∂b near x = 0, where the terms would cancel, by the series
 * F = x (1 - x) f / a · Σ_k x^k (a + b)_k / (a + 1)_k (DLMF 8.17.8). Null farther away.
 */
function nearEnd(a: number, b: number, x: number): readonly [inA: number, inB: number] | null {
  if (x * Math.max(1, (a + b) / (a + 1)) > 0.25) return null;
  // The logarithmic derivatives of a term are sums of 1 / (a + b + i) and of 1 / (a + 1 + i).
  let [term, ofB, ofA] = [1, 0, 0];
  let [sum, sumA, sumB] = [0, 0, 0];
  for (let k = 0; term > sum * Number.EPSILON * 1e-3; k++) {
    sum += term;
    sumA += term * ofA;
    sumB += term * ofB;
    term *= (x * (a + b + k)) / (a + 1 + k);
    ofB += 1 / (a + b + k);
    ofA += (1 - b) / (a + b + k) / (a + 1 + k);
  }
  return [1 / a - sumA / sum, -sumB / sum];
}

const scores = new Float64Array(4);

/** ∂log f/∂a (k = 0) or ∂log f/∂b (k = 1) */
function scoreOf(a: number, b: number, x: number, k: 0 | 1): number {
  betaEvaluator(a, b).evaluateLogPdf(x, scores);
  return scores[2 + k];
}

/**
 * An interval around a parameter in which the cdf is smooth: a part of the distance over which it changes, which is the
 * inverse of its growth rate at x, of the standard deviation of that, and of 1 / (a + b). At 0 the cdf is smooth, too,
 * so that for a tiny parameter the interval may be wider than the parameter, but then it lies to the right.
 */
function reachOf(a: number, b: number, x: number, k: 0 | 1): readonly [low: number, high: number] {
  const [own, other] = k === 0 ? [a, b] : [b, a];
  const growth = Math.abs(scoreOf(a, b, x, k) - 1 / own);
  const radius = 0.5 / (1 / (a + b) + Math.sqrt(other / (a + b) / (own + 1)) + growth);
  const low = Math.max(own - radius, own / 2);
  return [low, low + 2 * radius];
}
