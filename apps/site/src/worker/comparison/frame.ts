import type { BasFrame } from '@hyperprior/experiments';
import type { PriorChoice } from '../prior-choice.ts';

/**
 * Divergences that one side minimises, with their names. `gaussian`: KL(N(m, v) ‖ N(μ, σ²)), the batch's mean and variance
 * against the prior's. `kernel`: KL(p ‖ q) over 64 equal cells of [0, 1], p the prior's mass in each and q the batch's, smoothed
 * by Gaussian kernels of width 0.05. `jensen-shannon`: ½ KL(p ‖ m) + ½ KL(q ‖ m) of the same p and q, with m = (p + q) / 2.
 */
export const divergences = {
  gaussian: 'KL divergence',
  kernel: 'KL divergence',
  'jensen-shannon': 'Jensen–Shannon divergence',
} as const;

export type Divergence = keyof typeof divergences;

export interface ComparisonSettings extends PriorChoice {
  readonly divergence: Divergence;
  readonly count: number;
  readonly seed: number;
  readonly steps: number;
  readonly learningRate: number;
}

/** One of the two batches. */
export interface ComparisonSide {
  readonly label: string;
  readonly points: Float32Array;
  /** What it minimises, before each update so far. */
  readonly losses: Float64Array;
  /** The greatest gap between its empirical cdf i/N and the prior's: Kolmogorov and Smirnov's distance. */
  readonly gap: number;
}

/** One picture's worth of a comparison: two batches from the same points, by two losses. */
export interface ComparisonFrame {
  readonly kind: 'comparison';
  readonly step: number;
  readonly steps: number;
  readonly target: BasFrame['target'];
  readonly sides: readonly [bas: ComparisonSide, other: ComparisonSide];
}

export interface ComparisonResult {
  readonly experiment: 'comparison';
  readonly prior: string;
  readonly divergence: Divergence;
  readonly gaps: readonly [bas: number, other: number];
}
