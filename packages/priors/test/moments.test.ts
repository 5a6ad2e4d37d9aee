import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectTensorClose } from '@hyperprior/vitest';
import { grads, scalar, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../src/central-difference.ts';
import { beta, type Density, kumaraswamy, logitNormal, relaxedBernoulli, truncatedNormal } from '../src/index.ts';
import './gpu-kernels.ts';
import { coreOf, examples } from './examples.ts';

const isHost = runsOnHost();

/** Mean and variance by quadrature of the quantile function in float64, with p = σ(t). */
function quadrature(density: Density): [mean: number, variance: number] {
  const [reach, step] = [34, 1 / 64];
  const nodes = Array.from({ length: (2 * reach) / step + 1 }, (_, i) => i * step - reach).map((t) => {
    const e = Math.exp(-Math.abs(t));
    const p = (t < 0 ? e : 1) / (1 + e);
    return { x: density.quantile(Math.min(p, 1 - 2 ** -53)), weight: (step * e) / (1 + e) ** 2 };
  });
  const mean = nodes.reduce((sum, { x, weight }) => sum + x * weight, 0);
  return [mean, nodes.reduce((sum, { x, weight }) => sum + (x - mean) ** 2 * weight, 0)];
}

describe.each(examples)('$name: mean and variance', (example) => {
  it('are those of the quantile function', async () => {
    const check = async (parameters: readonly number[]) => {
      const prior = example.make(...parameters);
      const [mean, variance] = quadrature(coreOf(example, parameters));
      await expectTensorClose(prior.mean(), [mean], { rel: 1e-5, abs: 1e-5 });
      await expectTensorClose(prior.variance(), [variance], { rel: 5e-5, abs: 1e-7 });
    };
    await check(example.parameters.map(Math.fround));
    if (isHost) await fc.assert(fc.asyncProperty(example.arbitrary, check), { numRuns: 8 });
  });

  it.runIf(isHost)('are those of a large sample', async () => {
    const prior = example.make(...example.parameters);
    const count = 20_000;
    const draws = Array.from(await prior.sample([count], 3).data());
    const mean = draws.reduce((sum, x) => sum + x, 0) / count;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / count;
    const fourth = draws.reduce((sum, x) => sum + (x - mean) ** 4, 0) / count;
    const [trueVariance] = await prior.variance().data();
    expectClose([mean], await prior.mean().data(), { abs: 4.5 * Math.sqrt(variance / count) });
    expectClose([variance], [trueVariance], { abs: 4.5 * Math.sqrt((fourth - variance ** 2) / count) });
  });

  it('can be differentiated in the parameters', async () => {
    const singles = example.parameters.map(Math.fround);
    for (const name of ['mean', 'variance'] as const) {
      const gradients = grads((...rest: Tensor[]) => example.make(...rest)[name]())(
        singles.map((value) => scalar(value)),
      );
      for (const [k, gradient] of gradients.entries()) {
        const at = (delta: number) => {
          const moved = singles.map((value, i) => (i === k ? value + delta : value));
          return quadrature(coreOf(example, moved))[name === 'mean' ? 0 : 1];
        };
        // A wide step: where a density has an edge, the quadrature errs by 1e-6, which a narrow one would magnify.
        const expected = centralDifference(at, 0.04);
        await expectTensorClose(gradient, [expected], { rel: isHost ? 2e-4 : 2e-3, abs: 5e-5 });
      }
    }
  });
});

describe('mean and variance', () => {
  it('keep their digits where the closed forms lose them', async () => {
    const priors = [
      truncatedNormal(0, 1, 10, 11),
      truncatedNormal(0, 1, -3000, -100),
      truncatedNormal(0.3, 1e-3, 0, 1),
      kumaraswamy(100, 100),
      kumaraswamy(0.2, 0.2),
      relaxedBernoulli(0.2, 0.05),
      relaxedBernoulli(0.7, 30),
      logitNormal(1, 0.02),
      logitNormal(1, 8),
      beta(300, 200),
    ];
    for (const prior of isHost ? priors : priors.slice(0, 8)) {
      const [mean, variance] = quadrature(prior.family.at(prior.parameters.map(Number)));
      await expectTensorClose(prior.mean(), [mean], { rel: 2e-5 });
      await expectTensorClose(prior.variance(), [variance], { rel: 2e-4 });
    }
  });

  it('have the shape that the parameters broadcast to', () => {
    const prior = truncatedNormal(tensor([0, 1], [2, 1]), tensor1d([1, 2, 3]), -1, 1);
    expect(prior.mean().shape).toEqual([2, 3]);
    expect(prior.variance().shape).toEqual([2, 3]);
    expect(relaxedBernoulli(tensor([0.2, 0.4], [2, 1]), tensor1d([1, 2, 3])).mean().shape).toEqual([2, 3]);
    expect(kumaraswamy(tensor([0.2, 0.4], [2, 1]), tensor1d([1, 2, 3])).variance().shape).toEqual([2, 3]);
  });
});
