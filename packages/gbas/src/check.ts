import type { Family, Prior } from '@hyperprior/priors';
import type { Interval } from './bijector.ts';
import { given } from './given.ts';
import type { LearnedParameter } from './learned-parameter.ts';
import type { GbasOptions, Penalty } from './options.ts';
import { decidedWeight, type Weight } from './weight.ts';

export function requireWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const from = Number.isFinite(least) ? ` of at least ${least}` : '';
  throw new RangeError(`gbas: '${name}' must be a whole number${from}, but got ${value}`);
}

export function requireBetween(name: string, value: unknown, [low, high]: Interval): void {
  if (typeof value === 'number' && value > low && value < high) return;
  const found = typeof value === 'string' ? `the text '${value}'` : String(value);
  throw new RangeError(`gbas: '${name}' must be a number strictly between ${low} and ${high}, but got ${found}`);
}

/** Throws a TypeError unless the value is an object, for instance for a number instead of `{ mean: … }`. */
export function requireObject(name: string, value: unknown, example: string): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new TypeError(`gbas: ${name} must be an object, such as ${example}, but got ${String(value)}`);
}

/** Options with one entry per parameter. */
const byParameter = ['hyperprior', 'penalty', 'initial', 'bounds', 'fixed'] as const;
/** Examples of the options that are objects, for errors. */
const examples = {
  hyperprior: '{ mean: beta(3, 7) }',
  penalty: '{ temperature: { l1: 0.1 } }',
  initial: '{ mean: 0.5 }',
  bounds: '{ temperature: [0, 1] }',
  fixed: '{ temperature: 0.5 }',
  weights: '{ hyperprior: 2 }',
} as const;
const others = ['family', 'slices', 'axis', 'target', 'weights', 'ties', 'distance', 'ecdf', 'clip'];

/** Rejects unknown options, and entries for parameters that the family does not have. */
export function checkNames(options: GbasOptions, names: readonly string[], family: string): void {
  const unknown = Object.keys(options).find((name) => ![...byParameter, ...others].includes(name));
  if (unknown !== undefined)
    throw new RangeError(
      `gbas: there is no option '${unknown}'; choose one of ${[...others, ...byParameter].join(', ')}`,
    );
  for (const option of [...byParameter, 'weights'] as const)
    requireObject(`'${option}'`, options[option] ?? {}, examples[option]);
  for (const option of byParameter)
    for (const [name] of given<unknown>(options[option])) checkName(options, option, name, names, family);
  for (const [name, prior] of given(options.hyperprior)) checkHyperprior(name, prior);
  for (const [name, penalty] of given(options.penalty)) checkPenalty(name, penalty);
}

function checkName(
  { fixed = {} }: GbasOptions,
  option: (typeof byParameter)[number],
  name: string,
  names: readonly string[],
  family: string,
): void {
  const known = option === 'hyperprior' ? [...new Set([...names, 'mean'])] : names;
  if (!known.includes(name))
    throw new RangeError(
      `gbas: '${option}' is of '${name}', but ${family} has no such parameter: it has ${known.join(', ')}`,
    );
  if (option !== 'fixed' && fixed[name] !== undefined)
    throw new RangeError(`gbas: '${name}' is fixed, so it can have no '${option}'; leave one of them out`);
}

/** Checks that every hyperprior, or the target, applies to a learned parameter. */
export function checkHeld(held: readonly string[], { fixed = {} }: GbasOptions, names: readonly string[]): void {
  const learned = names.filter((name) => fixed[name] === undefined);
  for (const name of held)
    if (fixed[name] !== undefined || learned.length === 0)
      throw new RangeError(
        `gbas: '${name}' is fixed, so it can have no target and no hyperprior; leave one of them out`,
      );
}

function checkHyperprior(name: string, prior: Prior): void {
  if (typeof prior?.cdf !== 'function')
    throw new TypeError(`gbas: 'hyperprior.${name}' must be a prior, such as beta(3, 7), but got ${String(prior)}`);
}

function checkPenalty(name: string, penalty: Penalty): void {
  if (typeof penalty !== 'object' || penalty === null)
    throw new TypeError(`gbas: 'penalty.${name}' must be { l1, l2 }, but got ${String(penalty)}`);
  for (const [kind, value] of Object.entries(penalty))
    if (!['l1', 'l2'].includes(kind) || !(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(
        `gbas: 'penalty.${name}' must be { l1, l2 } of finite numbers from 0, but got ${kind}: ${value}`,
      );
}

const weightKeys = ['value', 'warmUp'];

/** Checks that weights are finite numbers from 0, and warm-ups whole numbers of steps. */
export function checkWeights(weights: Readonly<Record<string, Weight>>): void {
  for (const [name, weight] of Object.entries(weights)) {
    const unknown = typeof weight === 'number' ? [] : Object.keys(weight).filter((key) => !weightKeys.includes(key));
    if (unknown.length > 0)
      throw new RangeError(`gbas: 'weights.${name}' must be a number or { value, warmUp }, but got '${unknown[0]}'`);
    const { value, warmUp } = decidedWeight(weight);
    requireWhole(`weights.${name}.warmUp`, warmUp, 0);
    if (!['prior', 'hyperprior', 'penalty'].includes(name) || !(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new RangeError(
        `gbas: 'weights' must be finite numbers from 0 for prior, hyperprior and penalty, but got ${name}: ${value}`,
      );
  }
}

/** Checks that the ranges of two ordered parameters (such as low < high) do not overlap. */
export function checkOrder(family: Family, parameters: readonly (LearnedParameter | number)[]): void {
  const ends = parameters.map((each) => (typeof each === 'number' ? [each, each] : each.interval));
  for (const [lesser, greater] of family.ordered ?? []) {
    const [low, high] = [family.parameters[lesser].name, family.parameters[greater].name];
    if (!(ends[lesser][1] <= ends[greater][0]))
      throw new RangeError(
        `gbas: '${low}' must stay below '${high}'; fix one of them, or give both 'bounds' that do not overlap`,
      );
  }
}
