import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { grad, grads, mul, type Scalar, scalar, sum, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { centralDifference } from '../src/central-difference.ts';
import { beta, kumaraswamy, normal, relaxedBernoulli, truncatedNormal, uniform } from '../src/index.ts';
import { evaluators } from '../src/quantity.ts';
import { coreOf, type Example, examples } from './examples.ts';

const isHost = runsOnHost();
const quantities = ['cdf', 'logCdf', 'pdf', 'logPdf', 'quantile'] as const;

/** d/d(variable) of the gradient's sum over `first`, by differences of the numbers core. */
function mixedDerivative(
  example: Example,
  quantity: (typeof quantities)[number],
  x: number,
  at: readonly number[],
  first: number,
  second: number,
) {
  const full = example.make(...at).parameters.map(Number);
  const places = at.map((value) => full.indexOf(value));
  const entry = (variable: number) => (variable === 0 ? 1 : 2 + places[variable - 1]);
  return centralDifference((delta) => {
    const moved = at.map((value, k) => (k === second - 1 ? value + delta : value));
    const out = new Float64Array(2 + full.length);
    evaluators[quantity](coreOf(example, moved), second === 0 ? x + delta : x, out);
    return out[entry(first)];
  }, 2e-3);
}

describe.runIf(isHost).each(examples)('second derivatives of $name', (example) => {
  const singles = example.parameters.map(Math.fround);
  it.each(quantities)('%s: every pair of x and the parameters', async (quantity) => {
    const points = (quantity === 'quantile' ? [0.2, 0.45, 0.8] : example.points.slice(1, 4)).map(Math.fround);
    const inputs = [tensor1d(points), ...singles.map((value) => scalar(value))];
    const evaluate = (x: Tensor, ...rest: Tensor[]) => example.make(...rest)[quantity](x);
    for (const first of inputs.keys()) {
      const slope = (...at: Tensor[]): Scalar => sum(grads(evaluate)(at)[first]);
      const second = grads(slope)(inputs);
      for (const [k, gradient] of second.entries()) {
        const each = points.map((x) => mixedDerivative(example, quantity, x, singles, first, k));
        const size = Math.max(1, ...each.map(Math.abs));
        const expected = k === 0 ? each : [each.reduce((total, value) => total + value, 0)];
        expectClose(await gradient.data(), expected, { rel: 1e-5, abs: 3e-6 * size });
      }
    }
  });
});

describe('second derivatives', () => {
  it.runIf(isHost)('are right for steep priors, far means, large parameters', async () => {
    const x = tensor1d([1000.0009765625]);
    const curvature = (f: (at: Tensor) => Tensor) => grad((at: Tensor) => sum(grad(f)(at)));
    const z = (1000.0009765625 - 1000) / Math.fround(1e-3);
    const std = Math.fround(1e-3);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / std;
    expectClose(await curvature((at) => normal(1000, std).cdf(at))(x).data(), [(-z / std) * density], { rel: 1e-5 });
    const inMean = grad((mean: Tensor) => sum(grad((at: Tensor) => normal(mean, std).cdf(at))(x)))(scalar(1000));
    expectClose(await inMean.data(), [(z / std) * density], { rel: 1e-5 });

    const a = 90_000;
    const slope = (at: number) => {
      const out = new Float64Array(4);
      const prior = beta(at, 90_000);
      evaluators.cdf(prior.family.at([at, 90_000]), Math.fround(0.501), out);
      return out[2];
    };
    const inA = grad((at: Tensor) => sum(grad((own: Tensor) => beta(own, 90_000).cdf(tensor1d([0.501])))(at)))(
      scalar(a),
    );
    expectClose(await inA.data(), [centralDifference((delta) => slope(a + delta), 20)], { rel: 1e-4 });
  });

  it.runIf(isHost)('are right where the density is far from smooth over its own width', async () => {
    const curvature = async (f: (at: Tensor) => Tensor, x: number) => {
      const second = grad((at: Tensor) => sum(grad(f)(at)))(tensor1d([x]));
      return (await second.data())[0];
    };
    expectClose(
      [
        await curvature((x) => kumaraswamy(0.1, 50).logPdf(x), 0.5),
        await curvature((x) => beta(0.005, 0.3).logPdf(x), 0.5),
        await curvature((x) => relaxedBernoulli(0.2, 0.01).logPdf(x), 0.5),
        await curvature((x) => relaxedBernoulli(0.2, 0.005).logPdf(x), 0.5),
        await curvature((low) => uniform(low, 1).cdf(tensor1d([1e-4])), 0),
      ],
      [-131.1035899, 6.78, 7.999488, 7.999872, -1.9998],
      { rel: 1e-6 },
    );
  });

  it.runIf(isHost)('are NaN, and throw nothing, where a parameter tensor is out of range', async () => {
    const at = [scalar(0.3), scalar(-1), scalar(0), scalar(1)];
    const second = grads((...rest: Tensor[]) =>
      sum<Scalar>(grad((x: Tensor) => truncatedNormal(rest[0], rest[1], rest[2], rest[3]).cdf(x))(tensor1d([0.5]))),
    )(at);
    for (const gradient of second) expect((await gradient.data())[0]).toBeNaN();
  });

  it.runIf(isHost)('refuse the third', () => {
    const third = grad((x: Tensor) => sum(grad((y: Tensor) => sum(grad((z: Tensor) => normal(0, 1).cdf(z))(y)))(x)));
    expect(() => third(tensor1d([0.3]))).toThrow("normal: third derivatives of 'cdf' are not available");
  });

  it.runIf(!isHost)('are refused where there is no host loop', () => {
    const second = grad((x: Tensor) => sum(grad((y: Tensor) => normal(0, 1).cdf(y))(x)));
    expect(() => second(tensor1d([0.3]))).toThrow(
      "normal: the second derivative of 'cdf' is available on the cpu and wasm backends",
    );
  });

  it.runIf(isHost)('leave no tensors behind', async () => {
    const inputs = [tensor1d([0.2, 0.7]), scalar(0.1), scalar(1.2)];
    await expectNoLeak(() => {
      const second = grads((x: Tensor, mean: Tensor, std: Tensor) =>
        sum<Scalar>(mul(2, grad((at: Tensor) => normal(mean, std).cdf(at))(x))),
      )(inputs);
      for (const gradient of second) gradient.dispose();
    });
  });
});
