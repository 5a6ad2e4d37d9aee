import { betaEvaluator } from './beta-evaluator.ts';
import { requirePositive, requireUnit } from './require.ts';

/** I_x(a, b) and its partial derivatives. */
export interface IncompleteBeta {
  value: number;
  dA: number;
  dB: number;
  dX: number;
}

// One evaluator for all calls: nothing here is re-entrant.
const evaluator = betaEvaluator(1, 1);
const scratch = new Float64Array(5);

/**
 * The regularised incomplete beta function I_x(a, b), the cdf of the Beta(a, b) distribution, with its exact
 * derivatives. For many evaluations use `betaEvaluator`.
 *
 * At x = 0 and x = 1 the derivatives in a and b are 0 and dX is the limit of the density, which may be infinite.
 * @throws RangeError unless a and b are positive finite numbers and x lies in [0, 1]
 */
export function incompleteBeta(a: number, b: number, x: number): IncompleteBeta {
  check('incompleteBeta', a, b, x);
  evaluator.reset(a, b);
  evaluator.evaluate(x, scratch);
  return { value: scratch[0], dA: scratch[3], dB: scratch[4], dX: scratch[2] };
}

/**
 * 1 - I_x(a, b), to its own relative accuracy where I is close to 1.
 * @throws RangeError unless a and b are positive finite numbers and x lies in [0, 1]
 */
export function incompleteBetaComplement(a: number, b: number, x: number): number {
  check('incompleteBetaComplement', a, b, x);
  evaluator.reset(a, b);
  evaluator.evaluateValue(x, scratch);
  return scratch[1];
}

/**
 * log I_x(a, b) and log(1 - I_x(a, b)), right where the value itself underflows.
 * @throws RangeError unless a and b are positive finite numbers and x lies in [0, 1]
 */
export function logIncompleteBeta(a: number, b: number, x: number): { lower: number; upper: number } {
  check('logIncompleteBeta', a, b, x);
  evaluator.reset(a, b);
  evaluator.evaluateLog(x, scratch);
  return { lower: scratch[0], upper: scratch[1] };
}

function check(caller: string, a: number, b: number, x: number): void {
  requirePositive(caller, 'a', a);
  requirePositive(caller, 'b', b);
  requireUnit(caller, 'x', x);
}
