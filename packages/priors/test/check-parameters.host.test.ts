import { expectNoLeak } from '@hyperprior/vitest';
import { scalar, tensor, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  beta,
  checkParameters,
  type FamilyPrior,
  isFamilyPrior,
  kumaraswamy,
  logistic,
  logitNormal,
  mixture,
  normal,
  relaxedBernoulli,
  symmetricBeta,
  truncatedNormal,
  uniform,
} from '../src/index.ts';

describe('parameters given as numbers', () => {
  const refused: readonly { make(): FamilyPrior; message: string; type?: ErrorConstructor }[] = [
    { make: () => beta(0, 1), message: "beta: 'a' must be a finite number greater than 0, but got 0" },
    { make: () => beta(1, Number.NaN), message: "beta: 'b' must be a finite number greater than 0, but got NaN" },
    { make: () => beta(Infinity, 1), message: "beta: 'a' must be a finite number greater than 0, but got Infinity" },
    {
      make: () => symmetricBeta(1),
      message: "symmetric-beta: 'a' must be a number strictly between 0 and 1, but got 1",
    },
    { make: () => normal(Infinity, 1), message: "normal: 'mean' must be a finite number, but got Infinity" },
    { make: () => normal(0, -1), message: "normal: 'std' must be a finite number greater than 0, but got -1" },
    {
      make: () => relaxedBernoulli(1.2, 1),
      message: "relaxed-bernoulli: 'mean' must be a number strictly between 0 and 1, but got 1.2",
    },
    {
      make: () => relaxedBernoulli(0.5, 0),
      message: "relaxed-bernoulli: 'temperature' must be a finite number greater than 0, but got 0",
    },
    { make: () => uniform(2, 2), message: "uniform: 'low' must be less than 'high', but got 2 and 2" },
    { make: () => kumaraswamy(1, -2), message: "kumaraswamy: 'b' must be a finite number greater than 0, but got -2" },
    {
      make: () => logitNormal(0, 0),
      message: "logit-normal: 'scale' must be a finite number greater than 0, but got 0",
    },
    { make: () => logistic(0, 0), message: "logistic: 'scale' must be a finite number greater than 0, but got 0" },
    {
      make: () => truncatedNormal(scalar(0), 1, 3, 2),
      message: "truncated-normal: 'low' must be less than 'high', but got 3 and 2",
    },
    { make: () => mixture([], []), message: "mixture: 'components' must hold at least one prior, but is empty" },
    {
      make: () => mixture([normal(0, 1)], [1, 2]),
      message: "mixture: 'weights' must hold one weight for each of the 1 components, but holds 2",
    },
    {
      make: () => mixture([normal(0, 1)], [0]),
      message: "mixture(normal): 'weights[0]' must be a finite number greater than 0, but got 0",
    },
    {
      make: () => mixture([{ ...normal(0, 1) }], [1]),
      message: "mixture: 'components[0]' must be a prior made by this package, as beta(2, 6) is",
      type: TypeError,
    },
    {
      make: () => Reflect.apply(beta, null, ['2', 3]),
      message: "beta: 'a' must be a number or a tensor, but got 2",
      type: TypeError,
    },
    {
      make: () => beta(tensor1d([2], 'int32'), 3),
      message: "beta: 'a' must be a float32 tensor, but is int32; cast it first",
      type: TypeError,
    },
  ];

  it.each(refused)('throws: $message', ({ make, message, type = RangeError }) => {
    expect(make).toThrow(new type(message));
  });
});

describe('checkParameters', () => {
  it('reports the first tensor value out of range', async () => {
    await expect(checkParameters(beta(tensor1d([1, 2, -3]), 1))).rejects.toThrow(
      new RangeError("beta: 'a' must be a finite number greater than 0, but got -3 at index 2"),
    );
    await expect(checkParameters(normal(0, scalar(Number.NaN)))).rejects.toThrow(
      "normal: 'std' must be a finite number greater than 0, but got NaN",
    );
    const low = tensor([0, 1, 4], [3, 1]);
    await expect(checkParameters(uniform(low, tensor1d([3, 5])))).rejects.toThrow(
      "uniform: 'low' must be less than 'high', but got 4 and 3 at index 4",
    );
    await expect(checkParameters(mixture([uniform(scalar(0), scalar(-1))], [1]))).rejects.toThrow(
      "mixture(uniform): 'components[0].low' must be less than 'components[0].high', but got 0 and -1",
    );
  });

  it('passes what is in range, and priors that were made elsewhere', async () => {
    const prior = beta(tensor1d([1, 2]), 3);
    await expectNoLeak(() => checkParameters(prior));
    const stranger = { ...beta(scalar(-1), 3) };
    expect(isFamilyPrior(stranger)).toBe(false);
    await checkParameters(stranger);
  });
});
