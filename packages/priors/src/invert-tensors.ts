import { add, greater, lessEqual, mul, sub, type Tensor, tidy, where } from '@tensorflow/tfjs-core';
import type { TensorDensity } from './family.ts';

/** Halvings of the bracket: enough to exhaust float32 from any finite interval of ordinary width. */
const halvings = 40;

/**
 * The x in [low, high] with F(x) = p by bisection, on the device and without reading it. The upper tail is used where
 * p is above 1/2.
 */
export function invertTensors(
  density: Pick<TensorDensity, 'cdf' | 'sf'>,
  p: Tensor,
  low: Tensor,
  high: Tensor,
): Tensor {
  return tidy(() => {
    const inLowerHalf = lessEqual(p, 0.5);
    let [left, right] = [add(low, mul(0, p)), add(high, mul(0, p))];
    for (let i = 0; i < halvings; i++) {
      [left, right] = tidy(() => {
        const middle = mul(0.5, add(left, right));
        // wasm's `where` writes past the end of boolean tensors: the choice is made among numbers.
        const excess = where(inLowerHalf, sub(density.cdf(middle), p), sub(sub(1, p), density.sf(middle)));
        const above = greater(excess, 0);
        return [where(above, left, middle), where(above, middle, right)] as [Tensor, Tensor];
      });
    }
    return mul(0.5, add(left, right));
  });
}
