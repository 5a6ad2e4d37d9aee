import {
  atan2,
  cast,
  div,
  fused,
  greater,
  less,
  logicalAnd,
  logicalNot,
  matMul,
  maximum,
  minimum,
  mod,
  mul,
  pow,
  squaredDifference,
  type Tensor,
  tensor1d,
  tensor2d,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { type Case, type Domain, distinct, positive, real, smooth } from '../case.ts';
import { matMul as product } from '../twins/axes.ts';

/** Of a `[2, 3]` tensor and a row of 3. */
const binary = (
  name: string,
  f: (a: Tensor, b: Tensor) => Tensor,
  twin: (a: number, b: number) => number,
  domain: (...shape: number[]) => Domain = real,
): Case => ({
  name,
  f,
  inputs: [domain(2, 3), domain(3)],
  twin: (a, b) => a.map((value, i) => twin(value, b[i % 3])),
});

const between = (...shape: number[]): Domain => ({ shape, from: -0.1, to: 0.1 });
const relu = (x: number) => Math.max(x, 0);
const plus = (x: number[], bias: number[]) => x.map((value, i) => value + bias[i % bias.length]);

export const arithmetic: readonly Case[] = [
  binary('atan2', atan2, Math.atan2, positive),
  binary('div', div, (a, b) => a / b, positive),
  // Six distinct values are 0.25 from zero at least.
  { ...binary('maximum', maximum, Math.max), inputs: [distinct(2, 3), between(3)] },
  { ...binary('minimum', minimum, Math.min), inputs: [distinct(2, 3), between(3)] },
  {
    ...binary('mod', mod, (a, b) => a - b * Math.floor(a / b)),
    inputs: [
      { shape: [2, 3], from: 1.2, to: 1.7 },
      { shape: [3], from: 0.9, to: 1 },
    ],
  },
  binary('mul', mul, (a, b) => a * b),
  binary('pow, tensor exponent', pow, (a, b) => a ** b, positive),
  {
    name: 'pow, number exponent',
    f: (x) => pow(x, 3),
    inputs: [real(6)],
    twin: (x) => x.map((value) => value ** 3),
  },
  {
    name: 'pow, at zero',
    f: (x) => pow(mul(x, tensor1d([0, 1, 0, 1])), 2),
    inputs: [real(4)],
    twin: (x) => x.map((value, i) => (i % 2 ? value ** 2 : 0)),
  },
  binary('squaredDifference', squaredDifference, (a, b) => (a - b) ** 2),
  {
    name: 'where, comparisons and logic',
    f: (x) => where(logicalAnd(greater(x, -0.7), logicalNot(less(x, 0.1))), mul(x, x), zerosLike(x)),
    inputs: [{ ...real(8), kinks: [-0.7, 0.1] }],
    twin: (x) => x.map((value) => (value > -0.7 && value >= 0.1 ? value * value : 0)),
  },
  {
    name: 'comparison, as a factor',
    f: (x) => mul(x, cast(greater(x, 0), 'float32')),
    inputs: [smooth(6)],
    twin: (x) => x.map(relu),
  },
  {
    name: 'matMul',
    f: (a, b) => matMul(a, b),
    inputs: [real(2, 3), real(3, 2)],
    twin: product(2, 3, 2),
  },
  {
    name: 'fused.matMul',
    f: (a, b) => fused.matMul({ a, b }),
    inputs: [real(2, 3), real(3, 2)],
    twin: product(2, 3, 2),
  },
  {
    name: 'fused.matMul, bias and relu',
    f: (a, b, bias) => fused.matMul({ a, b, bias, activation: 'relu' }),
    inputs: [real(2, 3), real(3, 2), real(2)],
    twin: (a, b, bias) => plus(product(2, 3, 2)(a, b), bias).map(relu),
  },
  {
    name: 'fused.matMul, bias and sigmoid',
    f: (a, b, bias) => fused.matMul({ a, b, bias, activation: 'sigmoid' }),
    inputs: [real(2, 3), real(3, 2), real(2)],
    twin: (a, b, bias) => plus(product(2, 3, 2)(a, b), bias).map((x) => 1 / (1 + Math.exp(-x))),
  },
  {
    name: 'matMul, by a constant',
    f: (a) => matMul(a, tensor2d([1, -1, 0.5, 2, 0.3, -0.7], [3, 2])),
    inputs: [real(2, 3)],
    twin: (a) => product(2, 3, 2)(a, [1, -1, 0.5, 2, 0.3, -0.7]),
  },
];
