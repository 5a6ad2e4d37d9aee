import {
  add,
  div,
  equal,
  exp,
  isFinite as isBounded,
  log,
  max,
  maximum,
  minimum,
  mul,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { TensorDensity } from '../family.ts';
import { invertTensors } from '../invert-tensors.ts';

/** A component on tensors, and where its parameters begin in the mixture's list. */
export interface TensorComponent {
  readonly density: TensorDensity;
  readonly from: number;
  readonly count: number;
}

/** A quantity of a component. */
type Of = (density: TensorDensity) => Tensor;

/** The tensor core of a mixture: F = Σ s_k F_k with the shares s_k = w_k / Σ w. */
export function mixtureTensors(weights: readonly Tensor[], components: readonly TensorComponent[]): TensorDensity {
  const total = sumOf(weights);
  const shares = weights.map((weight) => div(weight, total));
  const densities = components.map(({ density }) => density);
  const blend = (of: Of) => tidy(() => sumOf(densities.map((density, k) => mul(shares[k], of(density)))));
  const logBlend = (of: Of) =>
    tidy(() => logSum(stack(broadcast(densities.map((density, k) => add(log(shares[k]), of(density)))))));
  /** The derivative in parameter k of a quantity whose components' own derivatives are `partial`. */
  const inParameter = (k: number, inWeight: () => Tensor, inOwn: (owner: number, own: number) => Tensor) =>
    tidy(() => {
      if (k < weights.length) return inWeight();
      const owner = components.findIndex(({ from, count }) => k >= from && k < from + count);
      return inOwn(owner, k - components[owner].from);
    });
  const cdf = (x: Tensor) => blend((density) => density.cdf(x));
  const sf = (x: Tensor) => blend((density) => density.sf(x));
  const logPdf = (x: Tensor) => logBlend((density) => density.logPdf(x));
  const mean = () => blend((density) => density.mean());
  /** The part of component k in the density at x; 0 where there is none. */
  const posterior = (x: Tensor, k: number) => {
    const [own, all] = [add(log(shares[k]), densities[k].logPdf(x)), logPdf(x)];
    const part = where(equal(own, all), 1, exp(sub(own, all)));
    return where(equal(all, Number.NEGATIVE_INFINITY), 0, part);
  };
  return {
    cdf,
    sf,
    logCdf: (x) => logBlend((density) => density.logCdf(x)),
    logSf: (x) => logBlend((density) => density.logSf(x)),
    logPdf,
    cdfPartial: (x, k) =>
      inParameter(
        k,
        () => div(sub(densities[k].cdf(x), cdf(x)), total),
        (owner, own) => mul(shares[owner], densities[owner].cdfPartial(x, own)),
      ),
    score: (x) => tidy(() => sumOf(densities.map((density, k) => weighted(posterior(x, k), density.score(x))))),
    logPdfPartial: (x, k) =>
      inParameter(
        k,
        () => div(sub(div(posterior(x, k), shares[k]), 1), total),
        (owner, own) => weighted(posterior(x, owner), densities[owner].logPdfPartial(x, own)),
      ),
    quantile: (p) => quantile({ cdf, sf }, densities, p),
    mean,
    variance: () =>
      tidy(() => {
        const centre = mean();
        return blend((density) => add(density.variance(), square(sub(density.mean(), centre))));
      }),
  };
}

/** log Σ exp along the first axis; infinite where a term is, -Infinity where all are. */
function logSum(logs: Tensor): Tensor {
  const top = max(logs, 0);
  const safe = where(isBounded(top), top, 0);
  return add(safe, log(sum(exp(sub(logs, safe)), 0)));
}

/** Between the least and the greatest of the components' quantiles. */
function quantile(mixture: Pick<TensorDensity, 'cdf' | 'sf'>, densities: readonly TensorDensity[], p: Tensor): Tensor {
  return tidy(() => {
    const quantiles = densities.map((density) => density.quantile(p));
    const [low, high] = [quantiles.reduce((a, b) => minimum(a, b)), quantiles.reduce((a, b) => maximum(a, b))];
    return where(equal(p, 0), low, where(equal(p, 1), high, invertTensors(mixture, p, low, high)));
  });
}

/** A product in which a weight of 0 beats an infinite slope. */
const weighted = (weight: Tensor, slope: Tensor) => where(equal(weight, 0), 0, mul(weight, slope));

const sumOf = (terms: readonly Tensor[]): Tensor => terms.reduce((sum, term) => add(sum, term));

/** The tensors at one common shape. */
function broadcast(tensors: readonly Tensor[]): Tensor[] {
  const zero = tensors.map((tensor) => zerosLike(tensor)).reduce((a, b) => add(a, b));
  return tensors.map((tensor) => add(tensor, zero));
}
