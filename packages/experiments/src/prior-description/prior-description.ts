/** A prior alone, as plain data for a picture or a table. */
export interface PriorDescription {
  /** For instance `beta(a = 2, b = 6)`. */
  readonly label: string;
  /** Continuous priors have a density, discrete ones a mass at each of their values. */
  readonly kind: 'continuous' | 'discrete';
  /** Closed interval that holds all the probability; its ends may be infinite. */
  readonly support: readonly [low: number, high: number];
  /** Finite interval that shows the prior. */
  readonly domain: readonly [low: number, high: number];
  readonly mean: number;
  readonly variance: number;
  readonly quantiles: readonly PriorQuantile[];
  /** Rising positions in the domain, close to each other where the prior is steep; the values of a discrete prior. */
  readonly x: Float64Array;
  /** P(X <= x) at each position. */
  readonly cdf: Float64Array;
  /** Density at each position, which may be infinite; the mass at each value of a discrete prior. */
  readonly pdf: Float64Array;
}

/** The least x with P(X <= x) >= p. */
export interface PriorQuantile {
  readonly p: number;
  readonly x: number;
}
