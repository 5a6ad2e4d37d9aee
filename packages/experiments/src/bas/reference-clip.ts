import type { BasLossOptions } from '@hyperprior/bas-loss';

/**
 * The reference implementation's clips: the Beta density in the gradient is kept to [1e-3, 100], the Relaxed
 * Bernoulli's argument to [1e-3, 1 - 1e-3].
 */
export function referenceClip(family: string): NonNullable<BasLossOptions['clip']> {
  if (family === 'beta' || family === 'symmetric-beta') return { pdf: [1e-3, 100] };
  return family === 'relaxed-bernoulli' ? { x: [1e-3, 1 - 1e-3] } : {};
}
