import {
  add,
  div,
  expandDims,
  less,
  linspace,
  maximum,
  minimum,
  mul,
  neg,
  sigmoid,
  square,
  squeeze,
  sub,
  sum,
  type Tensor,
  tidy,
  where,
} from '@tensorflow/tfjs-core';
import { untracked } from './ops/untracked.ts';

/** A latent T with scale · T - location distributed as a base that is symmetric about 0. */
export interface Latent {
  location: Tensor;
  scale: Tensor;
  /** The base's density and its upper tail, made of operations that TF.js differentiates. */
  pdf(z: Tensor): Tensor;
  sf(z: Tensor): Tensor;
}

const [reach, nodes] = [22, 89];
const step = (2 * reach) / (nodes - 1);

/**
 * Mean and variance of σ(T), which have no closed form, by the trapezoidal rule on the whole line. It converges
 * geometrically in the distance of the integrand's poles, which is at least π for one of two equivalent integrals:
 * E h(σ(T)) = ∫ h(σ((z + location)/scale)) g(z) dz where the scale is at least 1, and
 * h(0) + ∫ h'(σ(t)) σ'(t) S(scale t - location) dt below.
 * Error: below 1e-6 absolute.
 */
export function sigmoidMoments(latent: () => Latent): { mean(): Tensor; variance(): Tensor } {
  const one = () => 1;
  const mean = () =>
    tidy(() =>
      squeeze(
        expectation(latent(), 0, (x) => x, one),
        [-1],
      ),
    );
  const variance = () =>
    tidy(() => {
      const centre = expandDims(mean(), -1);
      const deviation = (x: Tensor) => sub(x, centre);
      const atZero = square(centre);
      return squeeze(
        expectation(
          latent(),
          atZero,
          (x) => square(deviation(x)),
          (x) => mul(2, deviation(x)),
        ),
        [-1],
      );
    });
  return { mean, variance };
}

/** E h(σ(T)), the nodes of the quadrature along a last axis that is kept. */
function expectation(
  { location, scale, pdf, sf }: Latent,
  atZero: Tensor | number,
  h: (x: Tensor) => Tensor,
  slope: (x: Tensor) => Tensor | number,
): Tensor {
  const t = linspace(-reach, reach, nodes);
  const [m, s] = [expandDims(location, -1), expandDims(scale, -1)];
  // Outside its own range of scales each integral runs at scale 1, so that its gradient stays finite.
  const narrow = mul(h(sigmoid(div(add(t, m), maximum(s, 1)))), pdf(t));
  const x = sigmoid(t);
  const broad = mul(mul(slope(x), mul(x, sub(1, x))), sf(sub(mul(minimum(s, 1), t), m)));
  const isBroad = untracked(() => less(s, 1));
  return where(isBroad, add(atZero, integral(broad)), integral(narrow));
}

/** Range and nodes in t; a heavy tail still adds to the variance where its probability is 1e-26. */
const [quantileReach, quantileNodes] = [60, 241];
const quantileStep = (2 * quantileReach) / (quantileNodes - 1);

/**
 * Mean and variance from the quantile function at p = σ(t), by the trapezoidal rule on the whole line:
 * E X = ∫ Q(σ(t)) σ'(t) dt. Nothing large cancels, where closed forms by Gamma functions lose their digits.
 * @param quantile Q(σ(t)), its parameters broadcasting against t along a last axis of their own
 */
export function quantileMoments(quantile: (t: Tensor) => Tensor): { mean(): Tensor; variance(): Tensor } {
  const points = () => {
    const t = linspace(-quantileReach, quantileReach, quantileNodes);
    const weight = mul(sigmoid(t), sigmoid(neg(t)));
    const values = quantile(t);
    return { values, weight, mean: quantileIntegral(mul(values, weight)) };
  };
  return {
    mean: () => tidy(() => squeeze(points().mean, [-1])),
    variance: () =>
      tidy(() => {
        const { values, weight, mean } = points();
        return squeeze(quantileIntegral(mul(square(sub(values, mean)), weight)), [-1]);
      }),
  };
}

const integral = (values: Tensor) => mul(step, sum(values, -1, true));

const quantileIntegral = (values: Tensor) => mul(quantileStep, sum(values, -1, true));
