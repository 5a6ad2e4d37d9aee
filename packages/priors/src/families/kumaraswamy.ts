import {
  add,
  div,
  exp,
  expandDims,
  less,
  log,
  maximum,
  mul,
  neg,
  sub,
  type Tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { gumbelBase } from '../bases/gumbel.ts';
import { gumbelTensors } from '../bases/gumbel-tensors.ts';
import { changeOfVariable } from '../change-of-variable.ts';
import { changeOfVariableTensors, type TensorTransform } from '../change-of-variable-tensors.ts';
import { powerLimit, tensorPowerLimit } from '../ends.ts';
import type { Family } from '../family.ts';
import { log1mexp } from '../log1mexp.ts';
import { makePrior } from '../make-prior.ts';
import { quantileMoments } from '../moments.ts';
import { expm1, log1mexp as log1mexpOf, softplus } from '../ops/elementary.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive } from '../rules.ts';
import { tailMoments } from '../tail-moments.ts';
import type { Transform } from '../transform.ts';
import type { Triangle } from '../triangle.ts';

/**
 * z = log(-b log(1 - x^a)), so that 1 - F = exp(-exp(z)), in terms of w = -a log x. With d = 1/(exp(w) - 1) and
 * L = -log(1 - exp(-w)), dz/dw = -d/L; as w grows this tends to -1 and z to log b - w, where d and L underflow.
 */
function doubleLog(a: number, b: number): Transform {
  const [logA, logB] = [Math.log(a), Math.log(b)];
  const isFar = (w: number) => w > 37;
  return {
    map(x, out, at) {
      const logX = Math.log(x);
      const w = -a * logX;
      const L = isFar(w) ? 0 : -log1mexp(w);
      const rate = isFar(w) ? 1 : 1 / Math.expm1(w) / L;
      const z = logB + (isFar(w) ? -w : Math.log(L));
      out[at] = (a * rate) / x;
      out[at + 1] = rate * logX;
      out[at + 2] = 1 / b;
      return z;
    },
    logSlope(x, out) {
      const logX = Math.log(x);
      const w = -a * logX;
      const d = isFar(w) ? 0 : 1 / Math.expm1(w);
      const rate = isFar(w) ? 1 : d / -log1mexp(w);
      const bend = rate - 1 - d;
      out[0] = logA + Math.log(rate) - logX;
      out[1] = -(a * bend + 1) / x;
      out[2] = 1 / a - logX * bend;
      out[3] = 0;
    },
    second(x) {
      const logX = Math.log(x);
      const w = -a * logX;
      const rate = isFar(w) ? 1 : 1 / Math.expm1(w) / -log1mexp(w);
      const bent = isFar(w) ? 0 : bendOf(w);
      return [
        -((a * rate) / x / x) * (1 + a * bent),
        (rate / x) * (1 - a * bent * logX),
        0,
        -logX * logX * rate * bent,
        0,
        -1 / b / b,
      ];
    },
    score(x) {
      const d = 1 / Math.expm1(-a * Math.log(x));
      return (a - 1 - (b - 1) * a * d) / x;
    },
    cdfSecond: (x) => cdfSecond(a, b, x),
    logPdfSecond: (x) => logPdfSecond(a, b, x),
    inverse: (z) => Math.exp((z - logB < -37 ? z - logB : log1mexp(Math.exp(z - logB))) / a),
  };
}

/** d log(dz/dw) / dw = (q - L) / ((1 - q) L) with q = exp(-w), where q is small by the series of L - q. */
function bendOf(w: number): number {
  const q = Math.exp(-w);
  const L = -log1mexp(w);
  if (q > 0.125) return (q - L) / (-Math.expm1(-w) * L);
  let series = 0;
  for (let k = 18; k > 1; k--) series = q * (1 / k + series);
  return (-q * series) / ((1 - q) * L);
}

// The change of variable takes ∂log f/∂x and the second derivatives from terms of the orders 1/x² and 1/b², which cancel
// near 0. These forms do not. With d = x^a / (1 - x^a) and M = log(1 - x^a), ∂M/∂x = -a d / x and ∂M/∂a = -d log x.

/** Second derivatives of F = 1 - exp(b M). */
function cdfSecond(a: number, b: number, x: number): Triangle {
  const logX = Math.log(x);
  const [d, M] = [1 / Math.expm1(-a * logX), log1mexp(-a * logX)];
  const sf = Math.exp(b * M);
  const scale = (sf * b * d) / x;
  return [
    ((scale * a) / x) * (a - 1 - (b - 1) * a * d),
    scale * (1 + a * logX * (1 - (b - 1) * d)),
    scale * a * (1 / b + M),
    scale * x * logX * logX * (1 - (b - 1) * d),
    scale * x * logX * (1 / b + M),
    -sf * M * M,
  ];
}

/** Second derivatives of log f = log a + log b + (a - 1) log x + (b - 1) M. */
function logPdfSecond(a: number, b: number, x: number): Triangle {
  const logX = Math.log(x);
  const d = 1 / Math.expm1(-a * logX);
  const c = b - 1;
  return [
    (1 - a + c * a * d * (1 - a - a * d)) / x / x,
    (1 - c * d * (1 + a * (1 + d) * logX)) / x,
    (-a * d) / x,
    -1 / a / a - c * d * (1 + d) * logX * logX,
    -d * logX,
    -1 / b / b,
  ];
}

/** The same on tensors. */
function doubleLogTensors(a: Tensor, b: Tensor): TensorTransform {
  const terms = (x: Tensor) => {
    const logX = log(x);
    const w = neg(mul(a, logX));
    const isFar = less(17, w);
    const near = where(isFar, 1, w);
    const [d, L] = [div(1, expm1(near)), neg(log1mexpOf(near))];
    return {
      logX,
      z: add(log(b), where(isFar, neg(w), log(L))),
      rate: where(isFar, 1, div(d, L)),
      d: where(isFar, 0, d),
    };
  };
  /** The derivative of log(dz/dw) in w */
  const bend = (x: Tensor) => {
    const { rate, d } = terms(x);
    return sub(sub(rate, 1), d);
  };
  return {
    z: (x) => tidy(() => terms(x).z),
    logSlope: (x) =>
      tidy(() => {
        const { logX, rate } = terms(x);
        return sub(add(log(a), log(rate)), logX);
      }),
    logSlopeSlope: (x) => tidy(() => neg(div(add(mul(a, bend(x)), 1), x))),
    partial: (x, k) => tidy(() => (k === 0 ? mul(terms(x).rate, terms(x).logX) : add(zerosLike(x), div(1, b)))),
    logSlopePartial: (x, k) => tidy(() => (k === 0 ? sub(div(1, a), mul(log(x), bend(x))) : zerosLike(x))),
    inverse: (z) =>
      tidy(() => {
        const fallen = sub(z, log(b));
        const isFar = less(fallen, -17);
        return exp(div(where(isFar, fallen, log1mexpOf(exp(maximum(fallen, -17)))), a));
      }),
    ...quantileMoments((t) => exp(div(log1mexpOf(div(softplus(t), expandDims(b, -1))), expandDims(a, -1)))),
  };
}

const family: Family<'a' | 'b'> = {
  name: 'kumaraswamy',
  parameters: [positive('a'), positive('b')],
  at: ([a, b]) => {
    const pdf = [powerLimit(a, a * b), powerLimit(b, a * b)] as const;
    return changeOfVariable(gumbelBase, doubleLog(a, b), { support: [0, 1], pdf }, 2);
  },
  moments(values) {
    return tailMoments(this.at(values), [0, 1]);
  },
  support: () => [0, 1],
  tensors([a, b]) {
    const height = mul(a, b);
    const pdf = [tensorPowerLimit(a, height), tensorPowerLimit(b, height)] as const;
    return changeOfVariableTensors(gumbelTensors, doubleLogTensors(a, b), { support: [0, 1], pdf });
  },
};

/**
 * The Kumaraswamy distribution on (0, 1), F(x) = 1 - (1 - x^a)^b (Kumaraswamy 1980): close to Beta(a, b), with
 * elementary formulas.
 * @param a greater than 0
 * @param b greater than 0
 * @throws RangeError where a parameter given as a number is out of range
 */
export const kumaraswamy = (a: Parameter, b: Parameter): FamilyPrior<'a' | 'b'> => makePrior(family, [a, b]);
