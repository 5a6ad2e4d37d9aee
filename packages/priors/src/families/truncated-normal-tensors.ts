import {
  add,
  div,
  exp,
  greater,
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
import { normalTensors } from '../bases/normal-tensors.ts';
import { atEnds, endGuard } from '../change-of-variable-tensors.ts';
import type { TensorDensity } from '../family.ts';
import { invertTensors } from '../invert-tensors.ts';
import { log1mexp } from '../ops/elementary.ts';
import { truncatedNormalMoments } from './truncated-normal-moments.ts';

/** The normal distribution between two standardised points. */
interface Mass {
  readonly from: Tensor;
  readonly to: Tensor;
  /** log(Φ(to) - Φ(from)), the difference taken in the tail that is smaller */
  readonly log: Tensor;
}

function massBetween(from: Tensor, to: Tensor): Mass {
  const reflect = greater(add(from, to), 0);
  const bottom = normalTensors.logCdf(where(reflect, neg(to), from));
  const top = normalTensors.logCdf(where(reflect, neg(from), to));
  return { from, to, log: add(top, log1mexp(sub(top, bottom))) };
}

/** φ(z) / mass / std */
const heightAt = (z: Tensor, mass: Mass, std: Tensor) => div(exp(sub(normalTensors.logPdf(z), mass.log)), std);

/** The derivative of log mass in mean, std, or in the end that is `from` (2) or `to` (3). */
function massPartial(mass: Mass, std: Tensor, k: number): Tensor {
  const [atFrom, atTo] = [heightAt(mass.from, mass, std), heightAt(mass.to, mass, std)];
  if (k === 0) return sub(atFrom, atTo);
  if (k === 1) return sub(mul(mass.from, atFrom), mul(mass.to, atTo));
  return k === 2 ? neg(atFrom) : atTo;
}

/** The tensor core. Both tails are masses between two points of the normal distribution, over the whole. */
export function truncatedNormalTensors(mean: Tensor, std: Tensor, low: Tensor, high: Tensor): TensorDensity {
  const standard = (x: Tensor) => div(sub(x, mean), std);
  const [alpha, beta] = [standard(low), standard(high)];
  const total = massBetween(alpha, beta);
  const ends = {
    support: [low, high],
    pdf: [heightAt(alpha, total, std), heightAt(beta, total, std)],
  } as const;
  const guard = endGuard(ends);
  const lower = (x: Tensor) => massBetween(alpha, standard(x));
  const upper = (x: Tensor) => massBetween(standard(x), beta);
  const logCdf = (x: Tensor) => guard(x, (y) => sub(lower(y).log, total.log), Number.NEGATIVE_INFINITY, 0);
  const logSf = (x: Tensor) => guard(x, (y) => sub(upper(y).log, total.log), 0, Number.NEGATIVE_INFINITY);
  const logCdfPartial = (x: Tensor, k: number) =>
    guard(x, (y) => sub(k === 3 ? 0 : massPartial(lower(y), std, k), massPartial(total, std, k)), 0, 0);
  const logSfPartial = (x: Tensor, k: number) =>
    guard(x, (y) => sub(k === 2 ? 0 : massPartial(upper(y), std, k), massPartial(total, std, k)), 0, 0);
  const scorePartials = [(z: Tensor) => div(z, std), (z: Tensor) => div(sub(square(z), 1), std), zerosLike, zerosLike];
  return {
    cdf: (x) => tidy(() => exp(logCdf(x))),
    sf: (x) => tidy(() => exp(logSf(x))),
    logCdf,
    logSf,
    logPdf: (x) => atEnds(x, ends, (y) => sub(normalTensors.logPdf(standard(y)), add(total.log, log(std)))),
    logCdfPartial,
    logSfPartial,
    cdfPartial: (x, k) =>
      tidy(() => {
        const [logLower, logUpper] = [logCdf(x), logSf(x)];
        const isLower = less(logLower, logUpper);
        return where(isLower, mul(exp(logLower), logCdfPartial(x, k)), neg(mul(exp(logUpper), logSfPartial(x, k))));
      }),
    score: (x) => guard(x, (y) => neg(div(standard(y), std)), 0, 0),
    logPdfPartial: (x, k) => guard(x, (y) => sub(scorePartials[k](standard(y)), massPartial(total, std, k)), 0, 0),
    quantile: (p) => invertTensors({ cdf: (x) => exp(logCdf(x)), sf: (x) => exp(logSf(x)) }, p, low, high),
    ...truncatedNormalMoments(mean, std, low, high, alpha, beta),
  };
}
