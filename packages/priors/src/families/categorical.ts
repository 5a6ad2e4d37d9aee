import type { Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive } from '../rules.ts';
import { type StepLaw, stepDensity } from '../step-law.ts';
import { categoricalTensors } from './categorical-tensors.ts';

function law(values: readonly number[], weights: readonly number[]): StepLaw {
  const upTo: number[] = [];
  for (const weight of weights) upTo.push((upTo.at(-1) ?? 0) + weight);
  const beyond = weights.map((_, k) => weights.slice(k + 1).reduce((sum, weight) => sum + weight, 0));
  const total = upTo[upTo.length - 1];
  // ∂F/∂w_k = ([k <= index] - F) / total
  const slope = (index: number, k: number) => (k <= index ? beyond[index] : -upTo[index]) / total / weights[index];
  return {
    parameters: weights.length,
    last: values.length - 1,
    indexAt: (x) => values.findLastIndex((value) => value <= x),
    valueAt: (index) => values[index],
    logMass: (index) => Math.log(weights[index] / total),
    logTails(index, out) {
      out[0] = Math.log(upTo[index] / total);
      out[1] = Math.log(beyond[index] / total);
    },
    slope,
    score: (index, k) => (k === index ? 1 / weights[k] : 0) - 1 / total,
    bend: (index, k, m) => -(slope(index, k) + slope(index, m)) / total,
    scoreSlope: (index, k, m) => 1 / total / total - (k === index && m === index ? 1 / weights[k] / weights[k] : 0),
    middle: 0,
  };
}

const familyOn = (values: readonly number[]): Family<`weights[${number}]`> => ({
  name: 'categorical',
  isDiscrete: true,
  parameters: values.map((_, k) => positive(`weights[${k}]` as const)),
  at: (weights) => stepDensity(law(values, weights)),
  support: () => [values[0], values[values.length - 1]],
  tensors: (weights) => categoricalTensors(values, weights),
});

/**
 * A distribution on ordered values, P(X = values[k]) = weights[k] / Σ weights. `pdf` is the probability of x.
 * @param weights one a value, each greater than 0; they need not sum to 1
 * @param values in rising order; 0, 1, 2, ... by default
 * @throws RangeError if there is no weight, not one for each value, a weight out of range, or the values do not rise
 */
export function categorical(
  weights: readonly Parameter[],
  values: readonly number[] = Array.from(weights, (_, k) => k),
): FamilyPrior<`weights[${number}]`> {
  if (!Array.isArray(weights) || weights.length === 0)
    throw new RangeError(`categorical: 'weights' must be an array of at least one weight, but got ${String(weights)}`);
  if (values.length !== weights.length)
    throw new RangeError(
      `categorical: 'values' must hold one value for each of the ${weights.length} weights, but holds ${values.length}`,
    );
  // As x holds them: float32.
  const held = values.map(Math.fround);
  if (!held.every((value, k) => Number.isFinite(value) && (k === 0 || value > held[k - 1])))
    throw new RangeError(
      `categorical: 'values' must be finite and rise as float32 numbers, but got [${values.join(', ')}]`,
    );
  return makePrior(familyOn(held), weights);
}
