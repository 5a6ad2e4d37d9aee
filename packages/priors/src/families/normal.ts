import { add, square, zerosLike } from '@tensorflow/tfjs-core';
import { normalBase } from '../bases/normal.ts';
import { normalTensors } from '../bases/normal-tensors.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { locationScale } from './location-scale.ts';

/**
 * The normal distribution, F(x) = Φ((x - mean) / std).
 * @param std the standard deviation, greater than 0 (not the variance)
 */
export const normal: (mean: Parameter, std: Parameter) => FamilyPrior<'mean' | 'std'> = locationScale({
  name: 'normal',
  parameters: ['mean', 'std'],
  base: normalBase,
  tensorBase: normalTensors,
  mean: (mean, std) => add(mean, zerosLike(std)),
  variance: (mean, std) => add(zerosLike(mean), square(std)),
});
