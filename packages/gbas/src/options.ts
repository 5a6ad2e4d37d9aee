import type { BasLossOptions } from '@hyperprior/bas-loss';
import type { Prior } from '@hyperprior/priors';
import type { Maker } from './maker.ts';
import type { Weight } from './weight.ts';

/** The terms of the loss. */
export type Term = 'prior' | 'hyperprior' | 'penalty';

/** What holds a parameter's values small: l1 · mean |θ| + l2 · mean θ². */
export interface Penalty {
  readonly l1?: number;
  readonly l2?: number;
}

/** Where a parameter may go; null for an end: as far as the family allows. */
export type Bounds = readonly [low: number | null, high: number | null];

/** Values for some of the family's parameters, by their names. */
export type ByParameter<Value, Name extends string = string> = Readonly<Partial<Record<Name, Value>>>;

/** Options of `gbas`. `Name` lists the parameters of the family, so that a misspelt one does not compile. */
export interface GbasOptions<Name extends string = string> extends Omit<BasLossOptions, 'axis'> {
  /** What makes the priors, for instance `relaxedBernoulli`. */
  readonly family: Maker<Name>;
  /** How many priors there are: one for each slice of x along `axis`. */
  readonly slices: number;
  /** The axis of x along which its slices lie; the last one unless told, as in [batch, units]. */
  readonly axis?: number;
  /**
   * The share wanted, between 0 and 1: what the priors' `mean` is to be on average; of relaxedBernoulli that is the
   * share of values above 1/2, of gates that open. The same as the hyperprior
   * `{ mean: beta(10 target, 10 (1 - target)) }`.
   */
  readonly target?: number;
  /** What the slices' values of a parameter should follow. `mean` is that of the priors where no parameter is named so. */
  readonly hyperprior?: ByParameter<Prior, NoInfer<Name> | 'mean'>;
  readonly penalty?: ByParameter<Penalty, NoInfer<Name>>;
  /** Where parameters start: all slices alike, or one value for each. */
  readonly initial?: ByParameter<number | ArrayLike<number>, NoInfer<Name>>;
  /** Where parameters may go, if not wherever the family allows. */
  readonly bounds?: ByParameter<Bounds, NoInfer<Name>>;
  /** Parameters that are not learned. */
  readonly fixed?: ByParameter<number, NoInfer<Name>>;
  /** What each term counts in the total: 1 unless told. */
  readonly weights?: Readonly<Partial<Record<Term, Weight>>>;
}
