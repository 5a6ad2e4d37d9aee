import type { Bijector, Interval } from './bijector.ts';
import type { Penalty } from './options.ts';

/** One of the family's parameters, as it is learned. */
export interface LearnedParameter {
  readonly name: string;
  readonly interval: Interval;
  readonly bijector: Bijector;
  /** One value for each slice. */
  readonly initial: Float32Array;
  readonly penalty: Penalty;
}
