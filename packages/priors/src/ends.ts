import { div, greater, less, onesLike, type Tensor, tidy, where, zerosLike } from '@tensorflow/tfjs-core';

/** The limit of c · t^(power - 1) as t falls to 0. */
export function powerLimit(power: number, c: number): number {
  return power < 1 ? Number.POSITIVE_INFINITY : power > 1 ? 0 : c;
}

/** `powerLimit` on tensors. */
export function tensorPowerLimit(power: Tensor, c: Tensor): Tensor {
  return tidy(() => {
    const infinite = div(onesLike(power), zerosLike(power));
    return where(less(power, 1), infinite, where(greater(power, 1), zerosLike(power), c));
  });
}
