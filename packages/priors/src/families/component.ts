import type { Density } from '../family.ts';

/** A component at its parameters, and where these begin in the mixture's list. */
export interface Component {
  readonly density: Density;
  readonly from: number;
  readonly count: number;
}
