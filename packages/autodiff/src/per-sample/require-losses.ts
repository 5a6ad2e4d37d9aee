import { Tensor, type Tensor1D, Variable } from '@tensorflow/tfjs-core';
import { kindOf } from '../require.ts';
import { usedOf } from '../tape/path.ts';
import type { Capture } from './capture.ts';

/** That there are variables, each once. */
export function requireVariables(variables: unknown): void {
  if (!Array.isArray(variables) || variables.length === 0)
    throw new TypeError(`perSample: 'variables' must be a list of variables, but is ${kindOf(variables)}`);
  variables.forEach((variable, i) => {
    if (!(variable instanceof Variable))
      throw new TypeError(
        `perSample: 'variables[${i}]' must be a variable, but is ${kindOf(variable)}; of a layers model take trainableWeights.map((weight) => weight.read())`,
      );
    if (variables.indexOf(variable) !== i)
      throw new RangeError(
        `perSample: 'variables' must each stand once, but '${variable.name}' stands at ${variables.indexOf(variable)} and ${i}`,
      );
  });
}

/** That the losses are one float32 number a sample. */
export function requireVector(losses: Tensor): asserts losses is Tensor1D {
  const required = "perSample: 'losses' must return the losses of the samples as a float32 tensor of shape [batch]";
  if (!(losses instanceof Tensor)) throw new TypeError(`${required}, but returned ${kindOf(losses)}`);
  if (losses.rank !== 1 || losses.dtype !== 'float32' || losses.size === 0)
    throw new RangeError(
      `${required}, but returned ${losses.dtype} of shape [${losses.shape.join(', ')}]; do not average over the batch`,
    );
}

/** That the losses depend on every variable. */
export function requireAllUsed({ nodes, value }: Capture, variables: readonly Variable[]): void {
  const used = usedOf(nodes, variables, [value]);
  const unused = variables.find((variable) => !used.has(variable));
  if (unused)
    throw new RangeError(
      `perSample: the losses do not use the variable '${unused.name}' of shape [${unused.shape.join(', ')}]; leave it out of 'variables'`,
    );
}
