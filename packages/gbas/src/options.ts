import type { BasLossOptions } from '@hyperprior/bas-loss';
import type { Prior } from '@hyperprior/priors';
import type { Maker } from './maker.ts';
import type { Weight } from './weight.ts';

/** The terms of the loss. */
export type Term = 'prior' | 'hyperprior' | 'penalty';

/** Penalty on large values of a parameter: l1 · mean |θ| + l2 · mean θ². */
export interface Penalty {
  readonly l1?: number;
  readonly l2?: number;
}

/** Bounds of a parameter; null for the family's own bound. */
export type Bounds = readonly [low: number | null, high: number | null];

/** Values for some of the family's parameters, by their names. */
export type ByParameter<Value, Name extends string = string> = Readonly<Partial<Record<Name, Value>>>;

/** Options of `gbas`. `Name` lists the parameters of the family, so that a misspelt one does not compile. */
export interface GbasOptions<Name extends string = string> extends Omit<BasLossOptions, 'axis'> {
  /** Function that makes the priors, for instance `relaxedBernoulli`. */
  readonly family: Maker<Name>;
  /** Number of priors: one for each slice of x along `axis`. */
  readonly slices: number;
  /** The axis of x along which its slices lie; the last by default, as in [batch, units]. */
  readonly axis?: number;
  /**
   * Target average of the priors' `mean`, between 0 and 1: for relaxedBernoulli, the share of values above 1/2, that
   * is, of open gates. Short for the hyperprior
   * `{ mean: beta(10 target, 10 (1 - target)) }`.
   */
  readonly target?: number;
  /** Prior of a parameter's values over the slices. `mean` is the priors' own mean if no parameter has that name. */
  readonly hyperprior?: ByParameter<Prior, NoInfer<Name> | 'mean'>;
  readonly penalty?: ByParameter<Penalty, NoInfer<Name>>;
  /** Initial values of parameters: one for all slices, or one for each. */
  readonly initial?: ByParameter<number | ArrayLike<number>, NoInfer<Name>>;
  /** Bounds of parameters; the family's own by default. */
  readonly bounds?: ByParameter<Bounds, NoInfer<Name>>;
  /** Parameters that are not learned. */
  readonly fixed?: ByParameter<number, NoInfer<Name>>;
  /** Weight of each term in the total; 1 by default. */
  readonly weights?: Readonly<Partial<Record<Term, Weight>>>;
}
