import { betaEvaluator, incompleteBetaInverse } from '@hyperprior/numerics';
import { centralDifference } from '../central-difference.ts';
import type { Density } from '../family.ts';
import { betaSecond } from './beta-second.ts';

/** Below this a tail, or the density over it, may have lost digits to underflow. */
const tiny = 1e-280;

const values = new Float64Array(5);
const logs = new Float64Array(4);

/** The numbers core of Beta(a, b). */
export function betaDensity(a: number, b: number): Density {
  const evaluator = betaEvaluator(a, b);
  return {
    cdf: (x, out) => evaluator.evaluate(x, out),
    cdfValue: (x, out) => evaluator.evaluateValue(x, out),
    logCdfValue: (x, out) => evaluator.evaluateLog(x, out),
    logCdf(x, out) {
      evaluator.evaluateLog(x, out);
      evaluator.evaluate(x, values);
      writeRatios(0, out);
      writeRatios(1, out);
      if (!(x > 0 && x < 1)) return;
      evaluator.evaluateLogPdf(x, logs);
      if (values[0] < tiny) writeUnderflown(a, b, x, 0, logs[0], out);
      if (values[1] < tiny) writeUnderflown(a, b, x, 1, logs[0], out);
    },
    logPdf(x, out) {
      evaluator.evaluateLogPdf(x, out);
      if (x <= 0 || x >= 1) out.fill(0, 1, 4);
    },
    quantile: (p) => (p >= 0 && p <= 1 ? incompleteBetaInverse(a, b, p) : Number.NaN),
    second: betaSecond(a, b, betaDensity),
  };
}

/** The derivatives of the logarithm of a tail: those of the tail over the tail; 0 where it is empty. */
function writeRatios(tail: 0 | 1, out: Float64Array): void {
  const sign = tail === 0 ? 1 : -1;
  for (let k = 0; k < 3; k++) out[2 + 2 * k + tail] = values[tail] === 0 ? 0 : (sign * values[2 + k]) / values[tail];
}

/** The same where the tail underflows: in x from logarithms, in a and b by differences of them. */
function writeUnderflown(a: number, b: number, x: number, tail: 0 | 1, logPdf: number, out: Float64Array): void {
  const logTail = (shiftA: number, shiftB: number) => {
    betaEvaluator(a + shiftA, b + shiftB).evaluateLog(x, logs);
    return logs[tail];
  };
  out[2 + tail] = (tail === 0 ? 1 : -1) * Math.exp(logPdf - out[tail]);
  out[4 + tail] = centralDifference((shift) => logTail(shift, 0), 1e-3 * a);
  out[6 + tail] = centralDifference((shift) => logTail(0, shift), 1e-3 * b);
}
