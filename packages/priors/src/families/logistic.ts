import { add, mul, square, zerosLike } from '@tensorflow/tfjs-core';
import { logisticBase } from '../bases/logistic.ts';
import { logisticTensors } from '../bases/logistic-tensors.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { locationScale } from './location-scale.ts';

const variance = Math.PI ** 2 / 3;

/**
 * The logistic distribution, F(x) = σ((x - location) / scale): what the logit of a Relaxed Bernoulli variable follows,
 * with location = logit(mean) / temperature and scale = 1 / temperature.
 * @param scale greater than 0
 */
export const logistic: (location: Parameter, scale: Parameter) => FamilyPrior<'location' | 'scale'> = locationScale({
  name: 'logistic',
  parameters: ['location', 'scale'],
  base: logisticBase,
  tensorBase: logisticTensors,
  mean: (location, scale) => add(location, zerosLike(scale)),
  variance: (location, scale) => add(zerosLike(location), mul(variance, square(scale))),
});
