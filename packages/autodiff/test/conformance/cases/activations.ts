import {
  abs,
  clipByValue,
  elu,
  erf,
  exp,
  expm1,
  leakyRelu,
  log,
  log1p,
  logSigmoid,
  prelu,
  relu,
  relu6,
  rsqrt,
  selu,
  sigmoid,
  softplus,
  sqrt,
  step,
  type Tensor,
  tanh,
} from '@tensorflow/tfjs-core';
import { type Case, type Domain, positive, real, smooth } from '../case.ts';

const unary = (
  name: string,
  f: (x: Tensor) => Tensor,
  twin: (x: number) => number,
  domain: Domain = real(2, 3),
): Case => ({ name, f, inputs: [domain], twin: (x) => x.map(twin) });

const sigma = (x: number) => 1 / (1 + Math.exp(-x));
const [scale, scaleAlpha] = [1.0507009873554805, 1.7580993408473768];

/** Abramowitz and Stegun 7.1.5: the power series. */
function erfSeries(x: number): number {
  let [sum, term] = [0, x];
  for (let n = 0; n < 40; n++) {
    sum += term / (2 * n + 1);
    term *= -(x * x) / (n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

export const activations: readonly Case[] = [
  unary('abs', abs, Math.abs, smooth(2, 3)),
  unary(
    'clipByValue',
    (x) => clipByValue(x, -0.7, 0.6),
    (x) => Math.min(0.6, Math.max(-0.7, x)),
    {
      ...real(8),
      kinks: [-0.7, 0.6],
    },
  ),
  unary('elu', elu, (x) => (x > 0 ? x : Math.expm1(x)), smooth(6)),
  unary('erf', erf, erfSeries),
  unary('exp', exp, Math.exp),
  unary('expm1', expm1, Math.expm1),
  unary(
    'leakyRelu',
    (x) => leakyRelu(x, 0.3),
    (x) => (x > 0 ? x : 0.3 * x),
    smooth(6),
  ),
  unary('log', log, Math.log, positive(5)),
  unary('log1p', log1p, Math.log1p, positive(5)),
  unary('logSigmoid', logSigmoid, (x) => Math.log(sigma(x))),
  {
    name: 'prelu',
    f: prelu,
    inputs: [smooth(2, 3), positive(3)],
    twin: (x, alpha) => x.map((value, i) => (value > 0 ? value : alpha[i % 3] * value)),
  },
  unary('relu', relu, (x) => Math.max(x, 0), smooth(6)),
  unary('relu6', relu6, (x) => Math.min(6, Math.max(x, 0)), { shape: [8], from: -3, to: 9, kinks: [0, 6] }),
  unary('rsqrt', rsqrt, (x) => 1 / Math.sqrt(x), positive(5)),
  unary('selu', selu, (x) => (x > 0 ? scale * x : scaleAlpha * Math.expm1(x)), smooth(6)),
  unary('sigmoid', sigmoid, sigma),
  unary('softplus', softplus, (x) => Math.log1p(Math.exp(x))),
  unary('sqrt', sqrt, Math.sqrt, positive(5)),
  unary(
    'step',
    (x) => step(x, 0.2),
    (x) => (x > 0 ? 1 : 0.2),
    smooth(6),
  ),
  unary('tanh', tanh, Math.tanh),
];
