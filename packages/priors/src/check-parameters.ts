import { Tensor } from '@tensorflow/tfjs-core';
import type { Family, ParameterRule } from './family.ts';
import { commonShape, offsets, sizeOf } from './ops/broadcast.ts';
import { isFamilyPrior, type Parameter, type Prior } from './prior.ts';
import { requireAlive, requireAliveParameters } from './require-alive.ts';
import { holds } from './rules.ts';

/**
 * Checks what can be checked without reading a tensor: throws a RangeError where a parameter given as a number is out
 * of range, a TypeError where one is neither a number nor a live float32 tensor.
 */
export function checkNumbers(family: Family, parameters: readonly Parameter[]): void {
  family.parameters.forEach((rule, k) => {
    const parameter: unknown = parameters[k];
    if (typeof parameter === 'number') {
      checkValue(family, rule, parameter, '');
      return;
    }
    if (!(parameter instanceof Tensor))
      throw new TypeError(`${family.name}: '${rule.name}' must be a number or a tensor, but got ${String(parameter)}`);
    requireAlive(family.name, rule.name, parameter);
    if (parameter.dtype !== 'float32')
      throw new TypeError(
        `${family.name}: '${rule.name}' must be a float32 tensor, but is ${parameter.dtype}; cast it first`,
      );
  });
  for (const [lesser, greater] of family.ordered ?? []) {
    const [low, high] = [parameters[lesser], parameters[greater]];
    if (typeof low === 'number' && typeof high === 'number') checkOrder(family, lesser, greater, low, high, '');
  }
}

/**
 * Reads the tensor parameters of a prior and throws a RangeError that names the first value out of range. It waits
 * for the device, which is why it is asked for and never done on the way. A prior that was not made by this package
 * shows no parameters and passes.
 */
export async function checkParameters(prior: Prior): Promise<void> {
  if (!isFamilyPrior(prior)) return;
  const { family } = prior;
  requireAliveParameters('checkParameters', family, prior.parameters);
  const read = await Promise.all(prior.parameters.map(readParameter));
  read.forEach(({ values }, k) => {
    values.forEach((value, i) => {
      checkValue(family, family.parameters[k], value, values.length > 1 ? ` at index ${i}` : '');
    });
  });
  for (const [lesser, greater] of family.ordered ?? []) {
    const [low, high] = [read[lesser], read[greater]];
    const shape = commonShape([low.shape, high.shape]);
    const [lowAt, highAt] = [offsets(low.shape, shape), offsets(high.shape, shape)];
    for (let i = 0; i < sizeOf(shape); i++) {
      const place = sizeOf(shape) > 1 ? ` at index ${i}` : '';
      checkOrder(family, lesser, greater, low.values[lowAt(i)], high.values[highAt(i)], place);
    }
  }
}

async function readParameter(parameter: Parameter): Promise<{ values: readonly number[]; shape: readonly number[] }> {
  if (typeof parameter === 'number') return { values: [parameter], shape: [] };
  return { values: Array.from(await parameter.data()), shape: parameter.shape };
}

function checkValue(family: Family, rule: ParameterRule, value: number, place: string): void {
  if (!holds(rule, value))
    throw new RangeError(`${family.name}: '${rule.name}' must be ${rule.requirement}, but got ${value}${place}`);
}

function checkOrder(family: Family, lesser: number, greater: number, low: number, high: number, place: string): void {
  const [lowName, highName] = [family.parameters[lesser].name, family.parameters[greater].name];
  if (!(low < high))
    throw new RangeError(
      `${family.name}: '${lowName}' must be less than '${highName}', but got ${low} and ${high}${place}`,
    );
}
