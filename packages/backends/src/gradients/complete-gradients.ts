import { getGradient, Sum } from '@tensorflow/tfjs-core';
import { replaceChained } from './chained.ts';

/** As `registerGradients`, which a page whose bundler brought core's own gradients need not load. */
export async function completeGradients(): Promise<void> {
  if (getGradient(Sum)) return replaceChained();
  const { registerGradients } = await import('./register-gradients.ts');
  registerGradients();
}
