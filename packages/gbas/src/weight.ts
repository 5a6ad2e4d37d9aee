/** A weight of a term of the loss: a number, or one that rises from 0 to `value` over the first `warmUp` steps. */
export type Weight = number | { readonly value?: number; readonly warmUp?: number };

/** Weight with its defaults filled in. */
export interface DecidedWeight {
  readonly value: number;
  /** Steps until the full weight; 0 for the full weight from the first step. */
  readonly warmUp: number;
}

export const decidedWeight = (weight: Weight): DecidedWeight =>
  typeof weight === 'number' ? { value: weight, warmUp: 0 } : { value: weight.value ?? 1, warmUp: weight.warmUp ?? 0 };

/** Returns the weight at this step, counted from 0. */
export const weightAt = (weight: DecidedWeight, step: number): number => weight.value * warmUp(step, weight.warmUp);

/** Returns a factor that rises linearly from 0 at step 0 to 1 at step `steps`, and stays there. */
export const warmUp = (step: number, steps: number): number => (step >= steps ? 1 : step / steps);
