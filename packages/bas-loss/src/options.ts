/** Empirical cdf of a sample of N values; i is the rank, from 1. */
export type EmpiricalCdf = 'i/(N+1)' | '(i-1/2)/N' | 'i/N';

/** Ranks of equal values: in order of position, or all equal to the number of values <= them. */
export type Ties = 'ordinal' | 'max';

/** The distance between a batch's empirical distribution and the prior. */
export type Distance = 'cramer-von-mises' | 'anderson-darling' | 'wasserstein-2';

/** The conventions of `basLoss`. */
export interface BasLossOptions {
  /**
   * The axis whose slices each follow their own prior; the prior's parameters then have the shape `[slices]`, or
   * are shared. `null` takes all of x as one sample.
   */
  readonly axis?: number | null;
  readonly ties?: Ties;
  readonly distance?: Distance;
  readonly ecdf?: EmpiricalCdf;
  /**
   * Bounds of the reference implementation, for comparison with published numbers: `x` is clipped before the cdf
   * (no gradient outside), `pdf` bounds dF/dx in the gradient. Only for the Cramér-von Mises distance.
   */
  readonly clip?: { readonly x?: readonly [number, number]; readonly pdf?: readonly [number, number] };
}

/** The options with their defaults filled in. */
export type Conventions = Required<BasLossOptions>;

/** The empirical cdf at a rank. */
export function empiricalCdf(ecdf: EmpiricalCdf, rank: number, count: number): number {
  if (ecdf === 'i/(N+1)') return rank / (count + 1);
  return ecdf === 'i/N' ? rank / count : (rank - 0.5) / count;
}
