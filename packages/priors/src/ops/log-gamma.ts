import { add, div, log, mul, square, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';

/**
 * log Γ(x) for x > 0, of operations that TF.js differentiates: recurrence up to x + 8, then Stirling's series.
 * Relative error near 1e-6 in float32.
 */
export function logGamma(x: Tensor): Tensor {
  return tidy(() => {
    const product = (from: number) => mul(mul(add(x, from), add(x, from + 1)), mul(add(x, from + 2), add(x, from + 3)));
    const z = add(x, 8);
    const inverse = div(1, z);
    const r = square(inverse);
    const series = mul(inverse, sub(1 / 12, mul(r, sub(1 / 360, mul(r, 1 / 1260)))));
    const stirling = add(sub(mul(sub(z, 0.5), log(z)), z), add(series, 0.5 * Math.log(2 * Math.PI)));
    return sub(stirling, add(log(product(0)), log(product(4))));
  });
}
