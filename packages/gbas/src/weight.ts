/** A weight of a term of the loss: a number, or one that rises from 0 to `value` over the first `warmUp` steps. */
export type Weight = number | { readonly value?: number; readonly warmUp: number };

/** The weight at this step, counted from 0. */
export function weightAt(weight: Weight, step: number): number {
  if (typeof weight === 'number') return weight;
  return (weight.value ?? 1) * warmUp(step, weight.warmUp);
}

/** A factor that rises linearly from 0 at step 0 to 1 at step `steps`, and stays there. */
export const warmUp = (step: number, steps: number): number => (step >= steps ? 1 : step / steps);
