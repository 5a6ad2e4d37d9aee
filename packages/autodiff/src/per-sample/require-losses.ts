import { clone, Tensor, type Tensor1D, Variable } from '@tensorflow/tfjs-core';
import { kindOf, requireFloats } from '../require.ts';
import { usedOf } from '../tape/path.ts';
import type { Capture } from './capture.ts';
import { isWeight } from './weight.ts';

/** The variables, once it is sure that there are some, each once and of float32. */
export function requireVariables(caller: string, given: unknown): Variable[] {
  if (!Array.isArray(given) || given.length === 0)
    throw new TypeError(`${caller}: 'variables' must be a list of one variable or more, but is ${kindOf(given)}`);
  const variables = given.map((each, i) => requireVariable(caller, each, i));
  requireFloats(caller, 'variables', variables);
  variables.forEach((variable, i) => {
    if (variables.indexOf(variable) !== i)
      throw new RangeError(
        `${caller}: 'variables' must each stand once, but '${variable.name}' stands at ${variables.indexOf(variable)} and ${i}`,
      );
  });
  return variables;
}

function requireVariable(caller: string, given: unknown, i: number): Variable {
  const variable = isWeight(given) ? given.read() : given;
  if (variable instanceof Variable) return variable;
  throw new TypeError(
    `${caller}: 'variables[${i}]' must be a variable, but is ${kindOf(given)}; of a layers model pass its trainableWeights`,
  );
}

/** A clone of the losses, once it is sure that they are one float32 number a sample: what is disposed later is no one else's. */
export function ownVector(caller: string, losses: unknown): Tensor1D {
  const required = `${caller}: 'losses' must return the losses of the samples as a float32 tensor of shape [batch]`;
  if (!(losses instanceof Tensor)) throw new TypeError(`${required}, but returned ${kindOf(losses)}`);
  if (losses.rank === 1 && losses.dtype === 'float32' && losses.size > 0) return clone(losses as Tensor1D);
  throw new RangeError(
    `${required}, but returned ${losses.dtype} of shape [${losses.shape.join(', ')}]; ${fixOf(losses)}`,
  );
}

function fixOf({ rank, shape, size }: Tensor): string {
  if (rank === 0) return 'do not average over the batch';
  if (size === 0) return 'an empty batch has no gradients: leave it out';
  if (size === shape[0] && rank > 1) return `reshape it to [${size}]`;
  return rank > 1 ? "sum over the axes of a sample's own" : "cast it to 'float32'";
}

/** That the losses depend on every variable. */
export function requireAllUsed({ nodes }: Capture, losses: Tensor1D, variables: readonly Variable[]): void {
  const used = usedOf(nodes, variables, [losses]);
  const unused = variables.find((variable) => !used.has(variable));
  if (unused)
    throw new RangeError(
      `perSample: the losses do not use the variable '${unused.name}' of shape [${unused.shape.join(', ')}]; leave it out of 'variables'`,
    );
}

/** That there are such samples in the batch. */
export function requireSamples(from: number, count: number, batch: number): void {
  const isOne = Number.isSafeInteger(from) && Number.isSafeInteger(count) && from >= 0 && count >= 1;
  if (!isOne || from + count > batch)
    throw new RangeError(
      `gradients: 'from' and 'count' must choose samples of the ${batch} that there are, but are ${from} and ${count}`,
    );
}

/** That there are such variables. */
export function requirePlaces(only: readonly number[], variables: number): void {
  const wrong = only.find((place) => !(Number.isSafeInteger(place) && place >= 0 && place < variables));
  if (wrong !== undefined)
    throw new RangeError(`gradients: 'only' must hold places from 0 to ${variables - 1}, but holds ${wrong}`);
}
