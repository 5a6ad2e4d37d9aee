import {
  abs,
  add,
  div,
  exp,
  expandDims,
  maximum,
  minimum,
  mul,
  neg,
  sqrt,
  square,
  squeeze,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { nodes, weights } from './beta-constants.ts';

/** From the mode the density is followed until it has fallen by exp(-fall). */
const fall = 20;

/**
 * Mean and variance by Gauss-Legendre quadrature on both sides of the mode: the closed forms subtract numbers that
 * grow with the square of the distance from the mean, and lose every digit in the tails.
 * @param alpha the standardised lower end
 * @param beta the standardised upper end
 */
export function truncatedNormalMoments(
  mean: Tensor,
  std: Tensor,
  low: Tensor,
  high: Tensor,
  alpha: Tensor,
  beta: Tensor,
) {
  return {
    mean: () => tidy(() => add(minimum(maximum(mean, low), high), mul(std, aboutMode(alpha, beta).mean))),
    variance: () => tidy(() => mul(square(std), aboutMode(alpha, beta).variance)),
  };
}

/** In units of the standard deviation: the mean as its distance from the mode, the variance. */
function aboutMode(alpha: Tensor, beta: Tensor): { mean: Tensor; variance: Tensor } {
  const mode = minimum(maximum(alpha, 0), beta);
  // √(mode² + 2 fall) - |mode|, without its cancellation
  const reach = div(2 * fall, add(sqrt(add(square(mode), 2 * fall)), abs(mode)));
  const [left, right] = [minimum(sub(mode, alpha), reach), minimum(sub(beta, mode), reach)];
  const at = tensor1d([...nodes]);
  const side = (length: Tensor, sign: number) => {
    const distance = mul(expandDims(length, -1), at);
    const offset = mul(sign, distance);
    const fallen = exp(neg(add(mul(expandDims(mode, -1), offset), mul(0.5, square(offset)))));
    return { offset, weight: mul(mul(fallen, tensor1d([...weights])), expandDims(length, -1)) };
  };
  const sides = [side(left, -1), side(right, 1)];
  const integral = (h: (offset: Tensor) => Tensor) =>
    sides.map(({ offset, weight }) => sum(mul(weight, h(offset)), -1, true)).reduce((a, b) => add(a, b));
  const total = integral((offset) => add(1, mul(0, offset)));
  const mean = div(
    integral((offset) => offset),
    total,
  );
  const variance = div(
    integral((offset) => square(sub(offset, mean))),
    total,
  );
  return { mean: squeeze(mean, [-1]), variance: squeeze(variance, [-1]) };
}
