import type { Tensor } from '@tensorflow/tfjs-core';

/** Where the values of an input are drawn from. */
export interface Domain {
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
  /** Values to keep away from, where the operation has a kink. */
  readonly kinks?: readonly number[];
  /** Any two values are far enough apart that a small step does not change their order. */
  readonly isDistinct?: boolean;
}

/** How far a backend comes: what it cannot do first. */
type Lack = 'forward' | 'first' | 'second';

export const backends = ['cpu', 'wasm', 'webgl', 'webgpu'] as const;
export type BackendName = (typeof backends)[number];

/** One use of an operation. Its twin computes the same on lists of numbers, in float64. */
export interface Case {
  readonly name: string;
  readonly inputs: readonly Domain[];
  readonly f: (...xs: Tensor[]) => Tensor;
  readonly twin: (...xs: number[][]) => number[];
  readonly lacks?: Partial<Record<BackendName, Lack>>;
}

export const real = (...shape: number[]): Domain => ({ shape, from: -1.5, to: 1.5 });
export const positive = (...shape: number[]): Domain => ({ shape, from: 0.4, to: 1.8 });
export const smooth = (...shape: number[]): Domain => ({ ...real(...shape), kinks: [0] });
export const distinct = (...shape: number[]): Domain => ({ ...real(...shape), isDistinct: true });
/** For weights of sums over many values, which are to be of order 1. */
export const small = (...shape: number[]): Domain => ({ shape, from: -0.6, to: 0.6 });
