import type { LandscapeName } from '../../form/landscapes.ts';

export type Pair = readonly [x: number, y: number];

/** What is asked about a function of two variables. */
export interface CurvatureQuestion {
  readonly landscape: LandscapeName;
  readonly point: Pair;
  /** The direction v, in degrees from the x axis. */
  readonly angle: number;
}

/** A function around a point, and its derivatives there. */
export interface Curvature extends CurvatureQuestion {
  /** v, of length one. */
  readonly direction: Pair;
  readonly value: number;
  readonly gradient: Pair;
  /** ∇f · v, by a jvp. */
  readonly slope: number;
  /** Hv: the Hessian times v. */
  readonly product: Pair;
  /** What TensorFlow.js by itself takes for the gradient and for Hv. */
  readonly alone: { readonly gradient: Pair; readonly product: Pair };
  /** f at point + t v. */
  readonly section: { readonly along: Float64Array; readonly values: Float64Array };
  /** f over the domain, row by row from its lower left corner, as many rows as columns. */
  readonly heights: Float64Array;
}
