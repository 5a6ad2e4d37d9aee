import type { BasFrame } from '@hyperprior/experiments';
import type { PriorChoice } from '../prior-choice.ts';

/**
 * The divergence that one side minimises. `gaussian`: KL(N(m, v) ‖ N(μ, σ²)), the batch's mean and variance against the
 * prior's. `kernel`: KL(p ‖ q) over 64 equal cells of [0, 1], p the prior's mass in each and q the batch's, smoothed by
 * Gaussian kernels of width 0.05.
 */
export type Divergence = 'gaussian' | 'kernel';

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
  readonly sides: readonly [bas: ComparisonSide, kl: ComparisonSide];
}

export interface ComparisonResult {
  readonly experiment: 'comparison';
  readonly prior: string;
  readonly divergence: Divergence;
  readonly gaps: readonly [bas: number, kl: number];
}
