import {
  div,
  equal,
  exp,
  floor,
  greater,
  greaterEqual,
  isNaN as isMissing,
  less,
  lessEqual,
  logicalAnd,
  logicalNot,
  mul,
  neg,
  scalar,
  sub,
  Tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type Distribution, tensorDensity } from '../distribution.ts';
import type { TensorDensity } from '../family.ts';
import type { Quantity } from '../quantity.ts';
import { untracked } from './untracked.ts';

/** One quantity made of plain TF.js operations: for backends without a host loop, and the twin in the tests. */
export function tensorQuantity(quantity: Quantity, distribution: Distribution, x: Tensor): Tensor {
  return tidy(() => masked(distribution, values[quantity](tensorDensity(distribution), x), x));
}

/**
 * Its derivative, by the same means.
 * @param variable 0 for x, k + 1 for parameter k
 * @param value the quantity itself where it is known: a quantile may have taken a long search
 */
export function tensorDerivative(
  quantity: Quantity,
  variable: number,
  distribution: Distribution,
  x: Tensor,
  value?: Tensor,
): Tensor {
  return tidy(() => {
    const density = tensorDensity(distribution);
    const isFlat = density.isStep && (variable === 0 || quantity === 'quantile');
    const slope = isFlat ? zerosLike(x) : derivatives[quantity](density, x, variable, value);
    return masked(distribution, slope, x);
  });
}

/** The mean or the variance, differentiable in the tensor parameters. In float64 if there are none. */
export function moment(name: 'mean' | 'variance', distribution: Distribution): Tensor {
  const { family, parameters } = distribution;
  const numbers = parameters.filter((parameter) => typeof parameter === 'number');
  if (family.moments && numbers.length === parameters.length) return scalar(family.moments(numbers)[name]);
  return tidy(() => masked(distribution, tensorDensity(distribution)[name]()));
}

/**
 * NaN where x is NaN or a parameter out of range: whatever the formulas give there would mislead, and a GPU's exp or
 * log of NaN may be a number.
 */
function masked({ family, parameters }: Distribution, value: Tensor, x?: Tensor): Tensor {
  if (!x && !parameters.some((parameter) => parameter instanceof Tensor)) return value;
  const valid = untracked(() => {
    const conditions = family.parameters.flatMap(({ low, high, isWhole }, k) => {
      const parameter = parameters[k];
      if (!(parameter instanceof Tensor)) return [];
      const whole = isWhole ? [equal(parameter, floor(parameter))] : [];
      return [greater(parameter, low), less(parameter, high), ...whole];
    });
    for (const [lesser, larger] of family.ordered ?? []) {
      const [low, high] = [parameters[lesser], parameters[larger]];
      if (low instanceof Tensor || high instanceof Tensor) conditions.push(less(low, high));
    }
    if (x) conditions.push(logicalNot(isMissing(x)));
    return conditions.reduce((all, condition) => logicalAnd(all, condition));
  });
  return where(valid, value, Number.NaN);
}

const values: Record<Quantity, (density: TensorDensity, x: Tensor) => Tensor> = {
  cdf: (density, x) => density.cdf(x),
  sf: (density, x) => density.sf(x),
  logCdf: (density, x) => density.logCdf(x),
  logSf: (density, x) => density.logSf(x),
  pdf: (density, x) => exp(density.logPdf(x)),
  logPdf: (density, x) => density.logPdf(x),
  quantile: (density, p) => where(logicalAnd(greaterEqual(p, 0), lessEqual(p, 1)), density.quantile(p), Number.NaN),
};

type Derivative = (density: TensorDensity, x: Tensor, variable: number, value?: Tensor) => Tensor;

/** ∂F/∂x = f, ∂F/∂θ_k */
const ofCdf: Derivative = (density, x, variable) =>
  variable === 0 ? exp(density.logPdf(x)) : density.cdfPartial(x, variable - 1);

const ofLogPdf: Derivative = (density, x, variable) =>
  variable === 0 ? density.score(x) : density.logPdfPartial(x, variable - 1);

/** A product in which a factor 0 beats an infinite one. */
const times = (factor: Tensor, other: Tensor) => where(equal(factor, 0), 0, mul(factor, other));

/** 0 where a tail is empty: its logarithm is -Infinity on both sides. */
const unlessEmpty = (logTail: Tensor, derivative: Tensor) =>
  where(equal(logTail, Number.NEGATIVE_INFINITY), 0, derivative);

const ofLogCdf: Derivative = (density, x, variable) => {
  const own = variable === 0 ? density.logCdfSlope?.(x) : density.logCdfPartial?.(x, variable - 1);
  if (own) return own;
  const logTail = density.logCdf(x);
  if (variable === 0) return unlessEmpty(logTail, exp(sub(density.logPdf(x), logTail)));
  return unlessEmpty(logTail, div(density.cdfPartial(x, variable - 1), exp(logTail)));
};

const ofLogSf: Derivative = (density, x, variable) => {
  const own = variable === 0 ? density.logSfSlope?.(x) : density.logSfPartial?.(x, variable - 1);
  if (own) return own;
  const logTail = density.logSf(x);
  if (variable === 0) return unlessEmpty(logTail, neg(exp(sub(density.logPdf(x), logTail))));
  return unlessEmpty(logTail, neg(div(density.cdfPartial(x, variable - 1), exp(logTail))));
};

const derivatives: Record<Quantity, Derivative> = {
  cdf: ofCdf,
  sf: (density, x, variable) => neg(ofCdf(density, x, variable)),
  logCdf: ofLogCdf,
  logSf: ofLogSf,
  logPdf: ofLogPdf,
  pdf: (density, x, variable) => times(ofLogPdf(density, x, variable), exp(density.logPdf(x))),
  quantile(density, p, variable, value) {
    const x = value ?? density.quantile(p);
    const slope = exp(neg(density.logPdf(x)));
    return variable === 0 ? slope : neg(times(density.cdfPartial(x, variable - 1), slope));
  },
};
