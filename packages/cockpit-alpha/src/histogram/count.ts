import { add, bincount, cast, reshape, type Tensor, type Tensor1D, tensor1d, tidy } from '@tensorflow/tfjs-core';

/** How many of the bins' numbers, given as float32, are 0, 1, ... */
export const count = (places: Tensor, bins: number): Tensor1D =>
  tidy(() => {
    const whole: Tensor1D = reshape(cast(places, 'int32'), [places.size]);
    return bincount(whole, tensor1d([], 'float32'), bins);
  });

/** The sum of counts, which are disposed. */
export const totalOf = (counts: readonly Tensor1D[]): Tensor1D =>
  counts.reduce((all, each) => {
    const sum = add<Tensor1D>(all, each);
    all.dispose();
    each.dispose();
    return sum;
  });
