import {
  cumprod,
  cumsum,
  logSoftmax,
  logSumExp,
  losses,
  max,
  mean,
  min,
  mul,
  norm,
  prod,
  softmax,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { type Case, distinct, positive, real } from '../case.ts';
import { alongAxis, logSumExp as logSumExpOf, scan, softmax as softmaxOf } from '../twins/axes.ts';

const rows = (f: (row: number[]) => number[]) => alongAxis([2, 4], 1, f);
const total = (row: readonly number[]) => row.reduce((a, b) => a + b, 0);
const times = (a: number, b: number) => a * b;
const add = (a: number, b: number) => a + b;

const reduction = (name: string, f: (x: Tensor) => Tensor, twin: (row: number[]) => number, domain = real): Case => ({
  name,
  f,
  inputs: [domain(2, 4)],
  twin: rows((row) => [twin(row)]),
});

/** Cumulative operations along every axis, either way, with and without a value itself. */
const cumulative = (
  name: string,
  f: (x: Tensor, axis: number, exclusive: boolean, reverse: boolean) => Tensor,
  combine: (a: number, b: number) => number,
  neutral: number,
): Case[] =>
  [
    { axis: 2, exclusive: false, reverse: false },
    { axis: 0, exclusive: false, reverse: false },
    { axis: 1, exclusive: true, reverse: false },
    { axis: 2, exclusive: true, reverse: true },
    { axis: 0, exclusive: false, reverse: true },
  ].map(({ axis, exclusive, reverse }) => ({
    name: `${name}, axis ${axis} of 3${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`,
    f: (x) => f(x, axis, exclusive, reverse),
    // Of one length along all axes: WebGPU's reversed kernels compute wrongly for a second one.
    inputs: [real(3, 3, 3)],
    twin: alongAxis([3, 3, 3], axis, scan(combine, neutral, exclusive, reverse)),
  }));

const labels = [0, 1, 0, 0, 0.2, 0.3, 0.4, 0.1];
const crossEntropy = (x: number[]) =>
  total(
    [x.slice(0, 4), x.slice(4)].map((row, r) => total(row.map((v, i) => labels[4 * r + i] * (logSumExpOf(row) - v)))),
  ) / 2;

const logSoftmaxOf = rows((row) => row.map((x) => x - logSumExpOf(row)));

export const reductions: readonly Case[] = [
  reduction('logSumExp', (x) => logSumExp(x, 1), logSumExpOf),
  reduction(
    'max',
    (x) => max(x, 1),
    (row) => Math.max(...row),
    distinct,
  ),
  reduction(
    'mean',
    (x) => mean(x, 1),
    (row) => total(row) / 4,
  ),
  reduction(
    'min',
    (x) => min(x, 1),
    (row) => Math.min(...row),
    distinct,
  ),
  reduction(
    'norm',
    (x) => norm(x, 2, 1),
    (row) => Math.hypot(...row),
    positive,
  ),
  reduction(
    'prod',
    (x) => prod(x, 1),
    (row) => row.reduce(times),
  ),
  {
    name: 'prod, with zeros',
    f: (x) => prod(mul(x, tensor1d([0, 1, 1, 1])), 1),
    inputs: [real(2, 4)],
    twin: rows(() => [0]),
  },
  reduction('sum', (x) => sum(x, 1), total),
  ...cumulative('cumsum', cumsum, add, 0),
  ...cumulative('cumprod', cumprod, times, 1),
  { name: 'softmax', f: (x) => softmax(x), inputs: [real(2, 4)], twin: rows(softmaxOf) },
  {
    name: 'logSoftmax',
    f: (x) => logSoftmax(x),
    inputs: [real(2, 4)],
    twin: logSoftmaxOf,
  },
  {
    name: 'losses.softmaxCrossEntropy',
    f: (x) => losses.softmaxCrossEntropy(tensor2d(labels, [2, 4]), x),
    inputs: [real(2, 4)],
    twin: (x) => [crossEntropy(x)],
  },
  {
    name: 'losses.softmaxCrossEntropy, by the labels too',
    f: (x, y) => losses.softmaxCrossEntropy(y, x),
    inputs: [real(2, 4), positive(2, 4)],
    twin: (x, y) => [-total(logSoftmaxOf(x).map((value, i) => value * y[i])) / 2],
  },
  {
    name: 'losses.sigmoidCrossEntropy',
    f: (x) => losses.sigmoidCrossEntropy(tensor2d(labels, [2, 4]), x),
    inputs: [{ ...real(2, 4), kinks: [0] }],
    twin: (x) => [total(x.map((v, i) => Math.log1p(Math.exp(v)) - labels[i] * v)) / 8],
  },
];
