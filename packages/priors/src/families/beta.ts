import { betaEvaluator, incompleteBetaInverse } from '@hyperprior/numerics';
import { sub } from '@tensorflow/tfjs-core';
import type { Density, Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive, proportion } from '../rules.ts';
import { betaTensors } from './beta-tensors.ts';

/** The numbers core of Beta(a, b). */
function betaDensity(a: number, b: number): Density {
  const evaluator = betaEvaluator(a, b);
  return {
    cdf: (x, out) => evaluator.evaluate(x, out),
    cdfValue: (x, out) => evaluator.evaluateValue(x, out),
    logCdf: (x, out) => evaluator.evaluateLog(x, out),
    logPdf: (x, out) => evaluator.evaluateLogPdf(x, out),
    quantile: (p) => (p >= 0 && p <= 1 ? incompleteBetaInverse(a, b, p) : Number.NaN),
  };
}

const betaFamily: Family = {
  name: 'beta',
  parameters: [positive('a'), positive('b')],
  at: ([a, b]) => betaDensity(a, b),
  support: () => [0, 1],
  tensors: ([a, b]) => betaTensors(a, b),
};

/** ∂/∂a of a function of (a, 1 - a), from its two partial derivatives. */
const total = (out: Float64Array, at: number) => {
  out[at] -= out[at + 1];
};

const symmetricBetaFamily: Family = {
  name: 'symmetric-beta',
  parameters: [proportion('a')],
  at([a]) {
    const density = betaDensity(a, 1 - a);
    return {
      ...density,
      cdf(x, out) {
        density.cdf(x, out);
        total(out, 3);
      },
      logPdf(x, out) {
        density.logPdf(x, out);
        total(out, 2);
      },
    };
  },
  support: () => [0, 1],
  tensors([a]) {
    const density = betaTensors(a, sub(1, a));
    return {
      ...density,
      cdfPartial: (x) => sub(density.cdfPartial(x, 0), density.cdfPartial(x, 1)),
      logPdfPartial: (x) => sub(density.logPdfPartial(x, 0), density.logPdfPartial(x, 1)),
    };
  },
};

/**
 * The Beta distribution on [0, 1], F(x) = I_x(a, b), the regularised incomplete beta function. Its derivatives in a
 * and b are those of the function itself, not finite differences.
 * @param a greater than 0
 * @param b greater than 0
 */
export const beta = (a: Parameter, b: Parameter): FamilyPrior => makePrior(betaFamily, [a, b]);

/**
 * Beta(a, 1 - a), whose mean is a: U-shaped, the gates' prior of Batch-Shaping (Ehteshami Bejnordi, Blankevoort &
 * Welling 2020).
 * @param a strictly between 0 and 1
 */
export const symmetricBeta = (a: Parameter): FamilyPrior => makePrior(symmetricBetaFamily, [a]);
