import {
  add,
  div,
  equal,
  greater,
  greaterEqual,
  less,
  log,
  mul,
  neg,
  square,
  sub,
  type Tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { TensorDensity } from '../family.ts';

/** A distribution on ordered values, on tensors: its weights broadcast against x. */
export function categoricalTensors(values: readonly number[], weights: readonly Tensor[]): TensorDensity {
  const summed = (terms: readonly Tensor[]) => terms.reduce((sum, term) => add(sum, term));
  const total = () => summed(weights);
  /** Share of the weights of the values that fulfil the condition. */
  const share = (condition: (value: number) => Tensor) =>
    tidy(() => div(summed(values.map((value, k) => where(condition(value), weights[k], 0))), total()));
  const cdf = (x: Tensor) => share((value) => greaterEqual(x, value));
  const sf = (x: Tensor) => share((value) => less(x, value));
  const mass = (x: Tensor) => share((value) => equal(x, value));
  /** E of a function of the value. */
  const expectation = (of: (value: number) => Tensor | number) =>
    tidy(() => div(summed(values.map((value, k) => mul(of(value), weights[k]))), total()));
  const mean = () => expectation((value) => value);
  /** ∂F/∂w_k = ([v_k <= x] - F) / total, as a difference that does not cancel */
  const cdfPartial = (x: Tensor, k: number) =>
    tidy(() => div(where(greaterEqual(x, values[k]), sf(x), neg(cdf(x))), total()));
  return {
    isStep: true,
    cdf,
    sf,
    logCdf: (x) => tidy(() => log(cdf(x))),
    logSf: (x) => tidy(() => log(sf(x))),
    logPdf: (x) => tidy(() => log(mass(x))),
    quantile: (p) =>
      tidy(() =>
        values.reduceRight<Tensor>(
          (found, value) => where(greaterEqual(cdf(add(zerosLike(p), value)), p), value, found),
          add(zerosLike(p), values[values.length - 1]),
        ),
      ),
    cdfPartial,
    score: zerosLike,
    logPdfPartial: (x, k) =>
      tidy(() =>
        where(greater(mass(x), 0), sub(where(equal(x, values[k]), div(1, weights[k]), 0), div(1, total())), 0),
      ),
    mean,
    variance: () =>
      tidy(() => {
        const centre = mean();
        return expectation((value) => square(sub(value, centre)));
      }),
  };
}
