import { clone, ones, type Tensor, Variable, zeros } from '@tensorflow/tfjs-core';

/** The gradient of a value by itself. */
export const one = (): Tensor => ones([]);

/** Gradients with zeros where there is none; each a tensor of its own, so that it may be disposed. */
export function orZeros(
  gradients: readonly (Tensor | null)[],
  xs: readonly Tensor[],
  foreign: readonly Tensor[] = [],
): Tensor[] {
  return ownTensors(
    xs.map((x, i) => gradients[i] ?? zeros(x.shape)),
    foreign,
  );
}

/** The tensors, with clones in the places of those that are another's, or that stand twice. */
export function ownTensors(tensors: readonly Tensor[], foreign: readonly Tensor[]): Tensor[] {
  const taken = new Set(foreign);
  return tensors.map((tensor) => {
    if (taken.has(tensor)) return clone(tensor);
    taken.add(tensor);
    return tensor;
  });
}

/** That the function depends on every variable: it would be a mistake to differentiate by one that it does not use. */
export function requireUsed(caller: string, gradients: readonly (Tensor | null)[], xs: readonly Tensor[]): void {
  xs.forEach((x, i) => {
    if (!gradients[i] && x instanceof Variable)
      throw new RangeError(
        `${caller}: 'f' does not use the variable '${x.name}' of shape [${x.shape.join(', ')}]; leave it out of the arguments`,
      );
  });
}
