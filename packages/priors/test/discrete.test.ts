import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectTensorClose } from '@hyperprior/vitest';
import { grad, scalar, sum, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { bernoulli, binomial, categorical, type FamilyPrior, poisson } from '../src/index.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

it.each<[string, FamilyPrior, number[], number[]]>([
  ['poisson', poisson(3), [-1, 0, 2, 2.5, 9], [0, 0.049787068, 0.42319008, 0.42319008, 0.99889751]],
  ['binomial', binomial(4, 0.25), [0, 1, 3, 4], [0.31640625, 0.73828125, 0.99609375, 1]],
  ['categorical', categorical([1, 2, 1], [-1, 0.5, 3]), [-2, -1, 0.5, 3], [0, 0.25, 0.75, 1]],
])('%s steps at its values, and its quantile inverts it there', async (_, prior, x, expected) => {
  await expectTensorClose(prior.cdf(tensor1d(x)), expected, { abs: 2e-6 });
  await expectTensorClose(prior.quantile(tensor1d([0.02, 0.72])), quantiles[prior.family.name], {});
});

const quantiles: Record<string, number[]> = {
  poisson: [0, 4],
  binomial: [0, 1],
  categorical: [-1, 0.5],
};

it('the rate of a Poisson prior has the gradient -P(X = x)', async () => {
  const slope = grad((rate: Tensor) => sum(poisson(rate).cdf(tensor1d([0, 2]))))(scalar(3));
  await expectTensorClose(slope, [-5.5 * Math.exp(-3)], { rel: 1e-5 });
});

it.runIf(runsOnHost())('second derivatives are those of the probability in the parameters, and 0 in x', async () => {
  const mass = (k: number) => Math.exp(-3) * [1, 3, 4.5][k];
  const ofRate = (of: (rate: Tensor) => Tensor) => grad((rate) => sum(grad((r) => sum(of(r)))(rate)));
  const x = tensor1d([0, 2]);
  await expectTensorClose(ofRate((rate) => poisson(rate).cdf(x))(scalar(3)), [mass(0) - mass(2) * (2 / 3 - 1)], {
    rel: 1e-5,
  });
  await expectTensorClose(ofRate((p) => bernoulli(p).logPdf(tensor1d([0, 1])))(scalar(0.3)), [-1 / 0.09 - 1 / 0.49], {
    rel: 1e-5,
  });
  const inX = grad((at: Tensor) => sum(grad((xs: Tensor) => sum(binomial(5, 0.3).cdf(xs)))(at)))(x);
  expect(Array.from(await inX.data())).toEqual([0, 0]);
});
