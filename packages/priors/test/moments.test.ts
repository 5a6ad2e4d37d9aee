import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectTensorClose } from '@hyperprior/vitest';
import { grads, scalar, type Tensor, tensor, tensor1d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../src/central-difference.ts';
import { beta, type Density, kumaraswamy, logitNormal, relaxedBernoulli, truncatedNormal } from '../src/index.ts';
import { coreOf, type Example, examples, written } from './examples.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

const isHost = runsOnHost();

type Moments = readonly [mean: number, variance: number];

/**
 * Mean and variance by quadrature of the quantile function in float64: the trapezoidal rule in t, with p = σ(t), and
 * its step halved until both stand still. From edge to edge, as it would converge but slowly across one.
 * @param edges within the support, in their order
 */
function quadrature(density: Density, edges: readonly number[] = []): Moments {
  const levels = [0, ...edges.map((x) => written((at, out) => density.cdf(at, out), x, 32)[0]), 1];
  const finest = 1 / 64;
  const nodes: Node[] = [];
  let found: Moments = [Number.NaN, Number.NaN];
  for (let step = 1; step >= finest; step /= 2) {
    for (let i = 1; i < levels.length; i++) nodes.push(...nodesBetween(density, levels[i - 1], levels[i], step));
    const coarser = found;
    found = momentsOf(nodes, step);
    if (found.every((value, i) => Math.abs(value - coarser[i]) <= 1e-11 * Math.abs(value))) break;
  }
  return found;
}

/** Where the density of an example jumps within its support. */
const edgesOf = ({ name }: Example, parameters: readonly number[]): readonly number[] =>
  name === 'mixture of mixtures' ? parameters.slice(-2) : [];

/** A value of the quantile function, and its weight for a step of 1. */
interface Node {
  readonly x: number;
  readonly weight: number;
}

/** The nodes of this step between two levels of p that those of twice the step lack; for a step of 1 all. */
function nodesBetween(density: Density, from: number, to: number, step: number): Node[] {
  const reach = 34;
  const ts = Array.from({ length: (2 * reach) / step + 1 }, (_, i) => i * step - reach);
  return ts
    .filter((_, i) => step === 1 || i % 2 === 1)
    .map((t) => {
      const e = Math.exp(-Math.abs(t));
      const p = from + (to - from) * ((t < 0 ? e : 1) / (1 + e));
      return { x: density.quantile(Math.min(p, 1 - 2 ** -53)), weight: ((to - from) * e) / (1 + e) ** 2 };
    });
}

function momentsOf(nodes: readonly Node[], step: number): Moments {
  const expectation = (f: (x: number) => number) => step * nodes.reduce((sum, { x, weight }) => sum + f(x) * weight, 0);
  const mean = expectation((x) => x);
  return [mean, expectation((x) => (x - mean) ** 2)];
}

describe.each(examples)('$name: mean and variance', (example) => {
  it('are those of the quantile function', async () => {
    const check = async (parameters: readonly number[]) => {
      const prior = example.make(...parameters);
      const [mean, variance] = quadrature(coreOf(example, parameters), edgesOf(example, parameters));
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
    const gradientsOf = (name: 'mean' | 'variance') =>
      grads((...rest: Tensor[]) => example.make(...rest)[name]())(singles.map((value) => scalar(value)));
    const gradients = [gradientsOf('mean'), gradientsOf('variance')];
    for (const k of singles.keys()) {
      const at = remembered((delta) => {
        const moved = singles.map((value, i) => (i === k ? value + delta : value));
        return quadrature(coreOf(example, moved), edgesOf(example, moved));
      });
      for (const [moment, ofMoment] of gradients.entries()) {
        const expected = centralDifference((delta) => at(delta)[moment], 0.04);
        await expectTensorClose(ofMoment[k], [expected], { rel: isHost ? 2e-4 : 2e-3, abs: 5e-5 });
      }
    }
  });
});

/** A function that is evaluated once for each argument. */
function remembered<Value>(f: (at: number) => Value): (at: number) => Value {
  const known = new Map<number, Value>();
  return (at) => {
    const value = known.get(at) ?? f(at);
    known.set(at, value);
    return value;
  };
}

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
