import * as backends from '@hyperprior/backends';
import * as priors from '@hyperprior/priors';
import { bernoulli, binomial, categorical, type FamilyPrior, poisson } from '@hyperprior/priors';
import { expectTensorClose } from '@hyperprior/vitest';
import * as core from '@tensorflow/tfjs-core';
import { grads, type Scalar, scalar, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import * as basLossPackage from '../src/index.ts';
import { basLoss } from '../src/index.ts';
import { exampleWith, runExample } from './readme-example.ts';

it.each<[string, FamilyPrior, number[]]>([
  ['bernoulli', bernoulli(0.25), [0, 1, 0, 0]],
  ['binomial', binomial(2, 0.5), [0, 1, 2, 1]],
  ['categorical', categorical([1, 2, 1], [-1, 0.5, 3]), [-1, 0.5, 0.5, 3]],
])('data as a %s prior has them have no loss, whatever their order', async (_, prior, x) => {
  await expectTensorClose(basLoss(tensor1d(x), prior, { ties: 'max', ecdf: 'i/N' }), [0], { abs: 1e-12 });
});

it('is the mean of (F̂ - F)², with the gradient in the rate and none in x', async () => {
  const x = [0, 3, 1, 3, 7];
  const options = { ties: 'max' } as const;
  const cdf = (k: number, rate: number) => {
    let [sum, term] = [0, Math.exp(-rate)];
    for (let j = 0; j <= k; term *= rate / ++j) sum += term;
    return sum;
  };
  const loss = (rate: number) =>
    x.reduce((sum, value) => sum + (x.filter((other) => other <= value).length / 6 - cdf(value, rate)) ** 2 / 5, 0);
  await expectTensorClose(basLoss(tensor1d(x), poisson(2.5), options), [loss(2.5)], { rel: 1e-6 });
  const [inX, inRate] = grads((at: Tensor, rate: Tensor) => basLoss(at, poisson(rate), options) as Scalar)([
    tensor1d(x),
    scalar(2.5),
  ]);
  await expectTensorClose(inX, [0, 0, 0, 0, 0], {});
  await expectTensorClose(inRate, [(loss(2.5001) - loss(2.4999)) / 2e-4], { rel: 1e-4 });
});

it('takes a rate for each slice', async () => {
  const x = tensor2d([
    [0, 4],
    [1, 2],
    [1, 9],
  ]);
  const both = basLoss(x, poisson(tensor1d([1, 5])), { axis: 1, ties: 'max' });
  const first = basLoss(tensor1d([0, 1, 1]), poisson(1), { ties: 'max' });
  const second = basLoss(tensor1d([4, 2, 9]), poisson(5), { ties: 'max' });
  const [a, b] = await Promise.all([first.data(), second.data()]);
  await expectTensorClose(both, [(a[0] + b[0]) / 2], { rel: 1e-5 });
});

it("the README's straight-through recipe shapes counts, and learns their rate", async () => {
  const code = exampleWith('straightThroughRound').replace("await selectBackend({ prefer: 'wasm' });", '');
  const [[shares], [rate]] = await runExample(code, {
    '@hyperprior/backends': backends,
    '@hyperprior/bas-loss': basLossPackage,
    '@hyperprior/priors': priors,
    '@tensorflow/tfjs-core': core,
  });
  const expected = [0, 1, 2, 3, 4].map((k) => (Math.exp(-3) * 3 ** k) / [1, 1, 2, 6, 24][k]);
  String(shares)
    .split(' ')
    .forEach((share, k) => void expect(Math.abs(Number(share) - expected[k])).toBeLessThan(0.02));
  expect(Math.abs(Number(rate) - 3)).toBeLessThan(0.05);
});
