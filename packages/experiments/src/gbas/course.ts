/** The settings that stay as they are through a run, also where it is gone on with. */
export interface GbasCourse {
  readonly family: string;
  readonly dimensions: number;
  readonly count: number;
  /** null: nothing is drawn, the run is the notebook's. */
  readonly seed: number | null;
  readonly warmUp: number;
  readonly l1: number;
  readonly exact: boolean;
}

/** The course among all settings. */
export const courseOf = ({ family, dimensions, count, seed, warmUp, l1, exact }: GbasCourse): GbasCourse => ({
  family,
  dimensions,
  count,
  seed,
  warmUp,
  l1,
  exact,
});
