import { type BetaEvaluator, betaEvaluator } from './beta-evaluator.ts';
import { logBetaUnchecked } from './log-beta.ts';
import { normalQuantile } from './normal-quantile.ts';
import { requirePositive, requireUnit } from './require.ts';

const MOST_STEPS = 100;

/** Below this the value itself is near underflow and its logarithm is used. */
const TINY = 1e-290;

/** A quantile with its distance from 1, each to its own relative accuracy. */
export interface UnitPoint {
  x: number;
  oneMinusX: number;
}

const values = new Float64Array(4);

/**
 * The x with I_x(a, b) = p: the quantile of the Beta(a, b) distribution.
 * @throws RangeError unless a and b are positive finite numbers and p lies in [0, 1]
 */
export function incompleteBetaInverse(a: number, b: number, p: number): number {
  return solve('incompleteBetaInverse', a, b, p, 1 - p).x;
}

/**
 * The x with I_x(a, b) = p together with 1 - x, which x alone cannot hold where x is close to 1.
 *
 * Halley's method on the logarithm of the smaller tail in the logit of x. That function is concave, so that a start
 * left of the root cannot overshoot; a bracket guards the rest.
 * @param complement 1 - p, given where p is so close to 1 that it has lost it
 * @throws RangeError unless a and b are positive finite numbers and p and its complement lie in [0, 1]
 */
export function incompleteBetaInversePair(a: number, b: number, p: number, complement: number = 1 - p): UnitPoint {
  return solve('incompleteBetaInversePair', a, b, p, complement);
}

function solve(caller: string, a: number, b: number, p: number, complement: number): UnitPoint {
  requirePositive(caller, 'a', a);
  requirePositive(caller, 'b', b);
  requireUnit(caller, 'p', p);
  requireUnit(caller, 'complement', complement);
  if (p <= complement) return lowerQuantile(a, b, p);
  const { x, oneMinusX } = lowerQuantile(b, a, complement);
  return { x: oneMinusX, oneMinusX: x };
}

/** The quantile of p <= 1/2. */
function lowerQuantile(a: number, b: number, p: number): UnitPoint {
  if (p === 0) return { x: 0, oneMinusX: 1 };
  const left = betaEvaluator(a, b);
  const right = betaEvaluator(b, a);
  const logP = Math.log(p);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  let logit = startingLogit(a, b, logP, p);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { x, oneMinusX } = pointAt(logit);
    if (x === 0 || oneMinusX === 0) return { x, oneMinusX };
    const move = halley(left, right, x, oneMinusX, p, logP);
    if (Math.abs(move) < 1e-6) return corrected(x, oneMinusX, move);
    if (move > 0) low = logit;
    else high = logit;
    const next = logit + move;
    logit = next > low && next < high ? next : midpoint(low, high, logit);
  }
  return pointAt(logit);
}

/** Halley's step in the logit for log I = log p. */
function halley(left: BetaEvaluator, right: BetaEvaluator, x: number, y: number, p: number, logP: number): number {
  const { a, b } = left;
  const mirrored = x > y;
  const evaluator = mirrored ? right : left;
  const point = mirrored ? y : x;
  evaluator.evaluateValue(point, values);
  let value = values[mirrored ? 1 : 0];
  let slope = (values[2] * x * y) / value;
  let residual = Math.log(value / p);
  if (!(value > TINY && p > TINY)) {
    evaluator.evaluateLog(point, values);
    value = values[mirrored ? 1 : 0];
    residual = value - logP;
    evaluator.evaluateLogPdf(point, values);
    slope = Math.exp(values[0] + Math.log(x) + Math.log(y) - value);
  }
  const newton = -residual / slope;
  const bend = a * y - b * x - slope;
  const denominator = 1 + 0.5 * newton * bend;
  return denominator > 0.2 ? newton / denominator : newton;
}

/** x and 1 - x after a last small step in the logit, without passing through the logit's rounding. */
function corrected(x: number, y: number, move: number): UnitPoint {
  const growth = Math.expm1(move);
  const scale = 1 + x * growth;
  return { x: (x * (1 + growth)) / scale, oneMinusX: y / scale };
}

function pointAt(logit: number): UnitPoint {
  const odds = Math.exp(-Math.abs(logit));
  const small = odds / (1 + odds);
  const large = 1 / (1 + odds);
  return logit < 0 ? { x: small, oneMinusX: large } : { x: large, oneMinusX: small };
}

function midpoint(low: number, high: number, logit: number): number {
  if (low === Number.NEGATIVE_INFINITY) return logit - Math.max(1, Math.abs(logit));
  if (high === Number.POSITIVE_INFINITY) return logit + Math.max(1, Math.abs(logit));
  return 0.5 * (low + high);
}

/** Cornish-Fisher for bell shapes (Abramowitz and Stegun 26.5.22), else the leading power of the lower end. */
function startingLogit(a: number, b: number, logP: number, p: number): number {
  const asymptote = (logP + Math.log(a) + logBetaUnchecked(a, b)) / a;
  if (a <= 1 || b <= 1) return asymptote;
  const z = normalQuantile(p);
  const [ra, rb] = [1 / (2 * a - 1), 1 / (2 * b - 1)];
  const h = 2 / (ra + rb);
  const lambda = (z * z - 3) / 6;
  const w = (-z * Math.sqrt(h + lambda)) / h - (rb - ra) * (lambda + 5 / 6 - 2 / (3 * h));
  const bell = Math.log(a / b) - 2 * w;
  return Math.max(bell, asymptote);
}
