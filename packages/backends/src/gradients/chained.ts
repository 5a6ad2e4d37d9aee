import { getGradient, Tensor } from '@tensorflow/tfjs-core';
import { gatherGradient } from './gather.ts';
import { holdGradient } from './hold-gradient.ts';
import { prodGradient } from './prod.ts';

/** Core's own gradients of these call chained methods, which only `@tensorflow/tfjs` registers. */
const chained = [prodGradient, gatherGradient];

/** Replaces the gradients that cannot run here by ours. */
export function replaceChained(): void {
  if ('reshape' in Tensor.prototype) return;
  for (const gradient of chained) {
    const present = getGradient(gradient.kernelName);
    if (!present || present === gradient) continue;
    holdGradient(gradient);
  }
}
