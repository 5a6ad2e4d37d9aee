/** A family of priors and its parameters. */
export interface PriorChoice {
  readonly prior: string;
  readonly parameters: readonly number[];
}
