import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectTensorClose } from '@hyperprior/vitest';
import { neg, sub, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import {
  beta,
  isFamilyPrior,
  kumaraswamy,
  logistic,
  logitNormal,
  logitRelaxedBernoulli,
  mixture,
  normal,
  relaxedBernoulli,
  symmetricBeta,
  truncatedNormal,
  uniform,
} from '../src/index.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

const isHost = runsOnHost();
const tolerance = isHost ? { rel: 1e-6, abs: 1e-7 } : { rel: 1e-4, abs: 2e-6 };
const unit = () => tensor1d([0.1, 0.3, 0.5, 0.8, 0.95]);
const logits = [-4, -0.7, 0, 1.3, 5];
const sigmoids = () => tensor1d(logits.map((l) => 1 / (1 + Math.exp(-l))));

async function agree(actual: Tensor, expected: Tensor) {
  await expectTensorClose(actual, [...(await expected.data())], tolerance);
}

describe('identities', () => {
  it.runIf(isHost)('Beta(s, s) has its median at 1/2', async () => {
    for (const s of [1e-3, 0.5, 7, 1e4, 1e6])
      await expectTensorClose(beta(s, s).cdf(tensor1d([0.5])), [0.5], { abs: 3e-8 });
  });

  it('symmetricBeta(a) is Beta(a, 1 - a), whose mean is a', async () => {
    await agree(symmetricBeta(0.3).cdf(unit()), beta(0.3, 0.7).cdf(unit()));
    await agree(symmetricBeta(0.3).quantile(unit()), beta(0.3, 0.7).quantile(unit()));
    await expectTensorClose(symmetricBeta(0.3).mean(), [0.3], { rel: 1e-6 });
  });

  it('the logit of a relaxed Bernoulli variable is logistic', async () => {
    const [m, t] = [0.2, 0.6];
    const twin = logistic(Math.log(m / (1 - m)) / t, 1 / t);
    await agree(relaxedBernoulli(m, t).cdf(sigmoids()), twin.cdf(tensor1d(logits)));
    await agree(relaxedBernoulli(m, t).logSf(sigmoids()), twin.logSf(tensor1d(logits)));
    await agree(logitRelaxedBernoulli(m, t).cdf(tensor1d(logits)), twin.cdf(tensor1d(logits)));
    await agree(logitRelaxedBernoulli(m, t).pdf(tensor1d(logits)), twin.pdf(tensor1d(logits)));
  });

  it('the logit of a logit-normal variable is normal', async () => {
    await agree(logitNormal(0.4, 1.5).cdf(sigmoids()), normal(0.4, 1.5).cdf(tensor1d(logits)));
  });

  it('kumaraswamy(1, b) mirrors kumaraswamy(b, 1), and both are Beta distributions', async () => {
    await agree(kumaraswamy(1, 2.5).cdf(unit()), kumaraswamy(2.5, 1).sf(sub(1, unit())));
    await agree(kumaraswamy(1, 2.5).cdf(unit()), beta(1, 2.5).cdf(unit()));
    await agree(kumaraswamy(1, 1).cdf(unit()), uniform(0, 1).cdf(unit()));
  });

  it('a relaxed Bernoulli with mean 1/2 and temperature 1 is uniform', async () => {
    await agree(relaxedBernoulli(0.5, 1).cdf(unit()), unit());
  });

  it('a normal truncated far away is the normal itself', async () => {
    await agree(truncatedNormal(0.5, 1, -30, 30).cdf(tensor1d(logits)), normal(0.5, 1).cdf(tensor1d(logits)));
    await agree(truncatedNormal(0.5, 1, -30, 30).variance(), normal(0.5, 1).variance());
  });

  it('symmetric priors mirror their tails', async () => {
    for (const prior of [normal(0, 1.3), logistic(0, 0.7), truncatedNormal(0, 1, -6, 6)])
      await agree(prior.logCdf(tensor1d(logits)), prior.logSf(neg(tensor1d(logits))));
  });

  it('a mixture of equals is one of them, whatever the weights', async () => {
    const one = relaxedBernoulli(0.4, 0.6);
    const many = mixture([one, mixture([one, one], [3, 0.2])], [1, 7]);
    for (const quantity of ['cdf', 'logSf', 'pdf', 'quantile'] as const)
      await agree(many[quantity](unit()), one[quantity](unit()));
    await agree(many.variance(), one.variance());
  });

  it('a mixture takes more parameters than fit a small workspace', async () => {
    const components = Array.from({ length: 40 }, (_, k) => normal(k / 40, 1));
    const wide = mixture(
      components,
      components.map(() => 1),
    );
    expect(isFamilyPrior(wide)).toBe(true);
    await expectTensorClose(wide.mean(), [39 / 80], { rel: 1e-5 });
    const narrow = components.map((_, k) => 0.5 - k / 40);
    const each = Array.from(await normal(0, 1).cdf(tensor1d(narrow)).data());
    const expected = each.reduce((sum, p) => sum + p / 40, 0);
    await expectTensorClose(wide.cdf(tensor1d([0.5])), [expected], { rel: 1e-5 });
  });
});
