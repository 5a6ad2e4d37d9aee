import type { QuantityOptions } from '../single-step.ts';

/** Of a ratio whose divisor may vanish. */
export interface RatioOptions extends QuantityOptions {
  /** Is added to the divisor. */
  readonly epsilon?: number;
}
