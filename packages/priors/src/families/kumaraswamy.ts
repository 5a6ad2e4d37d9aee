import { add, div, exp, expandDims, log, mul, neg, sub, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { exponentialBase, log1mexp } from '../bases/exponential.ts';
import { exponentialTensors } from '../bases/exponential-tensors.ts';
import { changeOfVariable, type Transform } from '../change-of-variable.ts';
import { changeOfVariableTensors } from '../change-of-variable-tensors.ts';
import { powerLimit, tensorPowerLimit } from '../ends.ts';
import type { Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import { quantileMoments } from '../moments.ts';
import { expm1, log1mexp as log1mexpOf, softplus } from '../ops/elementary.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive } from '../rules.ts';

/** z = -b log(1 - x^a), so that exp(-z) is the upper tail */
function exponent(a: number, b: number): Transform {
  const logHeight = Math.log(a) + Math.log(b);
  return {
    map(x, out) {
      const logX = Math.log(x);
      const odds = b / Math.expm1(-a * logX);
      const logRemainder = log1mexp(-a * logX);
      out[0] = -b * logRemainder;
      out[1] = (a * odds) / x;
      out[2] = odds * logX;
      out[3] = -logRemainder;
    },
    logSlope(x, out) {
      const logX = Math.log(x);
      const remainder = -Math.expm1(a * logX);
      out[0] = logHeight + (a - 1) * logX - Math.log(remainder);
      out[1] = (a / remainder - 1) / x;
      out[2] = 1 / a + logX / remainder;
      out[3] = 1 / b;
    },
    inverse: (z) => Math.exp(log1mexp(z / b) / a),
  };
}

const family: Family = {
  name: 'kumaraswamy',
  parameters: [positive('a'), positive('b')],
  at: ([a, b]) =>
    changeOfVariable(
      exponentialBase,
      exponent(a, b),
      { support: [0, 1], pdf: [powerLimit(a, a * b), powerLimit(b, a * b)] },
      2,
    ),
  support: () => [0, 1],
  tensors([a, b]) {
    const scaledLog = (x: Tensor) => tidy(() => mul(a, log(x)));
    const remainder = (x: Tensor) => tidy(() => neg(expm1(scaledLog(x))));
    const logRemainder = (x: Tensor) => tidy(() => log1mexpOf(neg(scaledLog(x))));
    const height = mul(a, b);
    return changeOfVariableTensors(
      exponentialTensors,
      {
        z: (x) => tidy(() => neg(mul(b, logRemainder(x)))),
        logSlope: (x) => tidy(() => sub(add(log(height), mul(sub(a, 1), log(x))), logRemainder(x))),
        logSlopeSlope: (x) =>
          tidy(() => add(div(sub(a, 1), x), div(mul(a, exp(mul(sub(a, 1), log(x)))), remainder(x)))),
        partial: (x, k) =>
          tidy(() => (k === 0 ? div(mul(b, mul(exp(scaledLog(x)), log(x))), remainder(x)) : neg(logRemainder(x)))),
        logSlopePartial: (x, k) =>
          tidy(() => (k === 0 ? add(div(1, a), div(log(x), remainder(x))) : mul(div(x, x), div(1, b)))),
        inverse: (z) => tidy(() => exp(div(log1mexpOf(div(z, b)), a))),
        ...quantileMoments((t) => {
          const [lastA, lastB] = [expandDims(a, -1), expandDims(b, -1)];
          return exp(div(log1mexpOf(div(softplus(t), lastB)), lastA));
        }),
      },
      { support: [0, 1], pdf: [tensorPowerLimit(a, height), tensorPowerLimit(b, height)] },
    );
  },
};

/**
 * The Kumaraswamy distribution on (0, 1), F(x) = 1 - (1 - x^a)^b (Kumaraswamy 1980): close to Beta(a, b), with
 * elementary formulas.
 */
export const kumaraswamy = (a: Parameter, b: Parameter): FamilyPrior => makePrior(family, [a, b]);
