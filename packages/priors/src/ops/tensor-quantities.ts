import { div, exp, mul, neg, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { type Distribution, tensorDensity } from '../distribution.ts';
import type { TensorDensity } from '../family.ts';
import type { Quantity } from '../quantity.ts';

/** One quantity made of plain TF.js operations: for backends without a host loop, and the twin in the tests. */
export function tensorQuantity(quantity: Quantity, distribution: Distribution, x: Tensor): Tensor {
  return tidy(() => {
    const density = tensorDensity(distribution);
    return quantity === 'pdf' ? exp(density.logPdf(x)) : density[quantity](x);
  });
}

/** Its derivative, by the same means. @param variable 0 for x, k + 1 for parameter k */
export function tensorDerivative(quantity: Quantity, variable: number, distribution: Distribution, x: Tensor): Tensor {
  return tidy(() => derivatives[quantity](tensorDensity(distribution), x, variable));
}

type Derivative = (density: TensorDensity, x: Tensor, variable: number) => Tensor;

/** ∂F/∂x = f, ∂F/∂θ_k */
const ofCdf: Derivative = (density, x, variable) =>
  variable === 0 ? exp(density.logPdf(x)) : density.cdfPartial(x, variable - 1);

const ofLogPdf: Derivative = (density, x, variable) =>
  variable === 0 ? density.score(x) : density.logPdfPartial(x, variable - 1);

/** The derivative of a tail's logarithm, with f over the tail taken in logarithms. */
function overTail(density: TensorDensity, x: Tensor, variable: number, logTail: Tensor): Tensor {
  if (variable === 0) return exp(sub(density.logPdf(x), logTail));
  return div(density.cdfPartial(x, variable - 1), exp(logTail));
}

const derivatives: Record<Quantity, Derivative> = {
  cdf: ofCdf,
  sf: (density, x, variable) => neg(ofCdf(density, x, variable)),
  logCdf: (density, x, variable) => overTail(density, x, variable, density.logCdf(x)),
  logSf: (density, x, variable) => neg(overTail(density, x, variable, density.logSf(x))),
  logPdf: ofLogPdf,
  pdf: (density, x, variable) => mul(exp(density.logPdf(x)), ofLogPdf(density, x, variable)),
  quantile(density, p, variable) {
    const x = density.quantile(p);
    const slope = exp(neg(density.logPdf(x)));
    return variable === 0 ? slope : neg(mul(density.cdfPartial(x, variable - 1), slope));
  },
};
