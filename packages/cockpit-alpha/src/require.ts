import { type Optimizer, Variable } from '@tensorflow/tfjs-core';

/** A weight of a layers model, which holds a variable. */
export interface Weight {
  read(): unknown;
}

/** The variables, of a model's weights too, once it is sure that there are some. */
export function requireVariables(given: readonly unknown[]): Variable[] {
  if (!Array.isArray(given) || given.length === 0)
    throw new TypeError(`cockpit: 'variables' must be a list of one variable or more, but is ${kindOf(given)}`);
  return given.map((each, i) => {
    const variable = isWeight(each) ? each.read() : each;
    if (variable instanceof Variable) return variable;
    throw new TypeError(
      `cockpit: 'variables[${i}]' must be a variable, but is ${kindOf(each)}; of a layers model pass its trainableWeights`,
    );
  });
}

/** That each of the quantities is one. */
export function requireQuantities(caller: string, quantities: unknown): void {
  if (typeof quantities !== 'object' || quantities === null || Array.isArray(quantities))
    throw new TypeError(
      `${caller}: 'quantities' must be an object of quantities, such as { alpha: alpha() }, but is ${kindOf(quantities)}`,
    );
  for (const [name, quantity] of Object.entries(quantities))
    if (typeof quantity?.meter !== 'function')
      throw new TypeError(
        `${caller}: 'quantities.${name}' must be a quantity, such as alpha(), but is ${kindOf(quantity)}`,
      );
}

/** That it is an optimizer, of whichever copy of TF.js. */
export function requireOptimizer(optimizer: unknown): void {
  const { minimize, applyGradients } = (optimizer ?? {}) as Partial<Optimizer>;
  if (typeof minimize !== 'function' || typeof applyGradients !== 'function')
    throw new TypeError(
      `track: 'optimizer' must be an optimizer, such as tf.train.sgd(0.1), but is ${kindOf(optimizer)}`,
    );
}

/** That options are an object of nothing but these. */
export function requireOptions(caller: string, options: unknown, known: readonly string[], example: string): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${caller}: the options must be an object, such as ${example}, but are ${kindOf(options)}`);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`${caller}: there is no option '${unknown}'; there is ${known.join(', ')}`);
}

export function requireWhole(caller: string, name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${caller}: '${name}' must be a whole number of at least ${least}, but is ${value}`);
}

export function requireEpsilon(caller: string, epsilon: number): void {
  if (!(epsilon > 0 && Number.isFinite(epsilon)))
    throw new RangeError(`${caller}: 'epsilon' must be a number above 0, but is ${epsilon}; 1e-5 does`);
}

/** That it is a list of so many numbers; NaN and the infinities are numbers too. */
export function requireNumbers(caller: string, name: string, given: unknown, count: number): void {
  if (Array.isArray(given) && given.length === count && given.every((each) => typeof each === 'number')) return;
  const what = Array.isArray(given) ? `[${given.join()}]` : kindOf(given);
  throw new TypeError(`${caller}: '${name}' must be a list of ${count} numbers, but is ${what}`);
}

const isWeight = (given: unknown): given is Weight =>
  typeof given === 'object' && given !== null && 'read' in given && typeof given.read === 'function';

/** What was given, in words. */
export function kindOf(given: unknown): string {
  if (Array.isArray(given)) return `a list of ${given.length}`;
  if (typeof given === 'function') return `the function ${given.name || 'without a name'}`;
  return given === null || typeof given !== 'object' ? String(given) : `a ${given.constructor?.name ?? 'plain'} object`;
}
