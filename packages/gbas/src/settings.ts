import type { BasLossOptions } from '@hyperprior/bas-loss';
import { beta, type Family, type ParameterRule, type Prior } from '@hyperprior/priors';
import { bijectorOnto, type Interval, isWithinReach } from './bijector.ts';
import {
  checkHeld,
  checkNames,
  checkOrder,
  checkWeights,
  requireBetween,
  requireObject,
  requireWhole,
} from './check.ts';
import { given } from './given.ts';
import type { LearnedParameter } from './learned-parameter.ts';
import { familyOf, type Maker } from './maker.ts';
import type { Bounds, ByParameter, GbasOptions, Term } from './options.ts';
import { type DecidedWeight, decidedWeight } from './weight.ts';

/** Checked options, with the defaults filled in. */
export interface GbasSettings {
  readonly make: Maker;
  readonly family: Family;
  readonly slices: number;
  readonly axis: number;
  /** In the family's order; a number is fixed. */
  readonly parameters: readonly (LearnedParameter | number)[];
  readonly hyperpriors: readonly { readonly name: string; readonly prior: Prior }[];
  readonly weights: Readonly<Record<Term, DecidedWeight>>;
  readonly loss: BasLossOptions;
}

/** Concentration a + b of the Beta hyperprior of a target. */
const concentration = 10;

/** Checks the options and fills in the defaults, before any tensor is made. */
export function settingsOf(options: GbasOptions): GbasSettings {
  requireObject('its options', options, '{ family: relaxedBernoulli, slices: 8, target: 0.3 }');
  const family = familyOf('gbas', options.family);
  const names = family.parameters.map(({ name }) => name);
  const { slices, axis = -1, ties, distance, ecdf, clip } = options;
  requireWhole('slices', slices, 1);
  requireWhole('axis', axis, Number.NEGATIVE_INFINITY);
  checkNames(options, names, family.name);
  const weights = definedIn(options.weights ?? {});
  checkWeights(weights);
  const hyperpriors = given(hyperpriorsOf(options)).map(([name, prior]) => ({ name, prior }));
  checkHeld(
    hyperpriors.map(({ name }) => name),
    options,
    names,
  );
  const parameters = family.parameters.map((rule) => parameterOf(rule, options));
  checkOrder(family, parameters);
  return {
    make: options.family,
    family,
    slices,
    axis,
    parameters,
    hyperpriors,
    weights: {
      prior: decidedWeight(weights.prior ?? 1),
      hyperprior: decidedWeight(weights.hyperprior ?? 1),
      penalty: decidedWeight(weights.penalty ?? 1),
    },
    loss: definedIn({ ties, distance, ecdf, clip }),
  };
}

/** Drops the entries that are undefined. */
const definedIn = <Values extends object>(values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;

function hyperpriorsOf({ target, hyperprior = {} }: GbasOptions): ByParameter<Prior> {
  if (target === undefined) return hyperprior;
  requireBetween('target', target, [0, 1]);
  if (hyperprior.mean)
    throw new RangeError("gbas: 'target' and a hyperprior of 'mean' exclude each other; leave one of them out");
  return { ...hyperprior, mean: beta(concentration * target, concentration * (1 - target)) };
}

function parameterOf({ name, low, high, isWhole }: ParameterRule, options: GbasOptions): LearnedParameter | number {
  const { fixed = {}, bounds = {}, penalty = {} } = options;
  const constant = fixed[name];
  if (constant !== undefined) {
    requireBetween(`fixed.${name}`, constant, [low, high]);
    return constant;
  }
  if (isWhole) throw new RangeError(`gbas: '${name}' must be in 'fixed', as a whole number cannot be learned`);
  const interval = boundsOf(name, bounds[name] ?? [low, high], [low, high]);
  const initial = initialOf(name, interval, options);
  return { name, interval, bijector: bijectorOnto(interval), initial, penalty: penalty[name] ?? {} };
}

function boundsOf(name: string, bounds: Bounds, [low, high]: Interval): Interval {
  const [from, to] = Array.isArray(bounds) ? [bounds[0] ?? low, bounds[1] ?? high] : [Number.NaN, Number.NaN];
  if (from < to && from >= low && to <= high) return [from, to];
  throw new RangeError(
    `gbas: 'bounds.${name}' must be [low, high] with ${low} <= low < high <= ${high}, but got ${JSON.stringify(bounds)}`,
  );
}

function initialOf(name: string, interval: Interval, { initial = {}, target, slices }: GbasOptions): Float32Array {
  const given = initial[name] ?? (name === 'mean' ? target : undefined) ?? startIn(interval);
  const values = typeof given === 'number' ? new Float32Array(slices).fill(given) : Float32Array.from(given);
  if (values.length !== slices)
    throw new RangeError(
      `gbas: 'initial.${name}' must be a number or ${slices} values, one for each slice, but got ${values.length}`,
    );
  for (const value of values) {
    requireBetween(`initial.${name}`, value, interval);
    if (!isWithinReach(value, interval))
      throw new RangeError(
        `gbas: 'initial.${name}' must keep 3e-7 (of the width) away from ${interval.join(' and ')}, or it cannot move, but got ${value}`,
      );
  }
  return values;
}

/** Default initial value: the middle, 1 from the only bound, or 0. */
function startIn([low, high]: Interval): number {
  if (Number.isFinite(low) && Number.isFinite(high)) return (low + high) / 2;
  if (Number.isFinite(low)) return low + 1;
  return Number.isFinite(high) ? high - 1 : 0;
}
