import { ones, type Tensor, Variable, zeros } from '@tensorflow/tfjs-core';

/** The gradient of a value by itself. */
export const one = (): Tensor => ones([]);

/** Gradients with zeros where there is none. */
export function orZeros(gradients: readonly (Tensor | null)[], xs: readonly Tensor[]): Tensor[] {
  return xs.map((x, i) => gradients[i] ?? zeros(x.shape));
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
