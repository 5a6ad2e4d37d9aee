import type { AlphaOptimizer } from './optimizers.ts';

/** The settings that stay as they are through a run, also where it is gone on with. */
export interface AlphaCourse {
  readonly optimizer: AlphaOptimizer;
  readonly batchSize: number;
  readonly hidden: readonly number[];
  readonly seed: number;
}

/** The course among all settings. */
export const courseOf = ({ optimizer, batchSize, hidden, seed }: AlphaCourse): AlphaCourse => ({
  optimizer,
  batchSize,
  hidden,
  seed,
});
