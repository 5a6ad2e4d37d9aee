import { add, div, log, mul, neg, sub, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { latticeTensors } from '../step-tensors.ts';
import { betaTensors } from './beta-tensors.ts';

/** The binomial distribution on tensors: its tails are those of Beta(k + 1, trials - k) at the probability. */
export function binomialTensors(trials: Tensor, probability: Tensor) {
  const tails = (k: Tensor) => betaTensors(add(k, 1), sub(trials, k));
  const failure = () => sub(1, probability);
  /** -(trials - k) / (1 - p) */
  const ofFailures = (k: Tensor) => neg(div(sub(trials, k), failure()));
  return latticeTensors({
    last: trials,
    reach: trials,
    cdf: (k) => tidy(() => tails(k).sf(at(k))),
    sf: (k) => tidy(() => tails(k).cdf(at(k))),
    logCdf: (k) => tidy(() => tails(k).logSf(at(k))),
    logSf: (k) => tidy(() => tails(k).logCdf(at(k))),
    // P(X = k) = f(p) / (trials + 1), with f the density of Beta(k + 1, trials - k + 1).
    logMass: (k) => tidy(() => sub(betaTensors(add(k, 1), add(sub(trials, k), 1)).logPdf(at(k)), log(add(trials, 1)))),
    slope: (k, i) => tidy(() => (i === 0 ? zerosLike(k) : ofFailures(k))),
    score: (k, i) => tidy(() => (i === 0 ? zerosLike(k) : add(div(k, probability), ofFailures(k)))),
    mean: () => tidy(() => mul(trials, probability)),
    variance: () => tidy(() => mul(trials, mul(probability, failure()))),
  });

  /** The probability, broadcast against k. */
  function at(k: Tensor): Tensor {
    return add(probability, mul(k, 0));
  }
}
