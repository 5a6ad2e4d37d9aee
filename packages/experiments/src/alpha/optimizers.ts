import { adam } from '@hyperprior/backends';
import { type Optimizer, SGDOptimizer, train } from '@tensorflow/tfjs-core';
import { adamMoments } from '../training/training-state.ts';

/** Optimizers of the networks. */
export const alphaOptimizers = ['sgd', 'momentum', 'adam'] as const;
export type AlphaOptimizer = (typeof alphaOptimizers)[number];

/** Optimizer with a learning rate that can be changed. */
export type RatedOptimizer = Optimizer & { setLearningRate(rate: number): void };

/** A new optimizer; momentum is 0.9, Adam's other settings are TF.js's. */
export function optimizerNamed(name: AlphaOptimizer, rate: number): RatedOptimizer {
  if (name === 'adam') return adam({ learningRate: rate });
  return name === 'momentum' ? train.momentum(rate, 0.9) : train.sgd(rate);
}

/** Names of the moments that each optimizer keeps of a variable. */
export const momentsOf: Readonly<Record<AlphaOptimizer, readonly string[]>> = {
  sgd: [],
  momentum: ['momentum'],
  adam: adamMoments,
};

/** Frees an optimizer; TF.js's momentum alone would leave its learning rate's tensor. */
export function disposeOptimizer(name: AlphaOptimizer, optimizer: Optimizer): void {
  optimizer.dispose();
  if (name === 'momentum') SGDOptimizer.prototype.dispose.call(optimizer);
}
