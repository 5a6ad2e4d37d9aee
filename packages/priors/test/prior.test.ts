import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  grads,
  memory,
  ones,
  type Scalar,
  scalar,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tidy,
  valueAndGrads,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { normal, uniform } from '../src/index.ts';
import { evaluators } from '../src/quantity.ts';
import { coreOf, type Example, examples } from './examples.ts';
import { registerGpuKernels } from './gpu-kernels.ts';

registerGpuKernels();

const isHost = runsOnHost();
const quantities = ['cdf', 'sf', 'logCdf', 'logSf', 'pdf', 'logPdf', 'quantile'] as const;
const tolerance = isHost ? { abs: 1e-6, rel: 2e-6 } : { abs: 3e-5, rel: 3e-4 };
const probabilities = [0.03, 0.2, 0.37, 0.5, 0.71, 0.93];

/** What a quantity is asked at. */
const inputOf = (example: Example, quantity: (typeof quantities)[number]) =>
  (quantity === 'quantile' ? probabilities : example.points).map(Math.fround);

/** Value, derivative in x and in the parameters of `make`, by the numbers core. */
function expectedAt(example: Example, quantity: (typeof quantities)[number], x: number, parameters: readonly number[]) {
  const full = example.make(...parameters).parameters.map(Number);
  const out = new Float64Array(2 + full.length);
  evaluators[quantity](coreOf(example, parameters), x, out);
  const places = parameters.map((value) => full.indexOf(value));
  return [out[0], out[1], ...places.map((place) => out[2 + place])];
}

describe.each(examples)('$name', (example) => {
  const singles = example.parameters.map(Math.fround);
  /** On a GPU each quantile of these is thousands of operations, which a software driver takes seconds for. */
  const isSlow = !isHost && /^mixture|truncated/.test(example.name);

  it.each(quantities)('%s: value and gradients, with parameters as numbers and as scalars', async (quantity) => {
    const points = inputOf(example, quantity);
    const rows = points.map((x) => expectedAt(example, quantity, x, singles));
    const x = tensor1d(points);
    await expectTensorClose(
      example.make(...singles)[quantity](x),
      rows.map((row) => row[0]),
      tolerance,
    );
    if (!(isSlow && quantity === 'quantile')) {
      const [onlyX] = grads((at: Tensor) => example.make(...singles)[quantity](at))([x]);
      await expectTensorClose(
        onlyX,
        rows.map((row) => row[1]),
        tolerance,
      );
    }

    const parameters = singles.map((value) => scalar(value));
    const [inX, ...inParameters] = grads((at: Tensor, ...rest: Tensor[]) => example.make(...rest)[quantity](at))([
      x,
      ...parameters,
    ]);
    await expectTensorClose(
      inX,
      rows.map((row) => row[1]),
      tolerance,
    );
    for (const [k, gradient] of inParameters.entries()) {
      const total = rows.reduce((all, row) => all + row[2 + k], 0);
      const size = rows.reduce((all, row) => all + Math.abs(row[2 + k]), 0);
      expect(gradient.shape).toEqual([]);
      expectClose(await gradient.data(), [total], { abs: tolerance.abs + tolerance.rel * size });
    }
  });

  it('sums the gradient of a parameter over the values it serves: [rows, 1] and [slices]', async () => {
    const sets = [singles, singles.map((value) => Math.fround(value * 1.1))];
    const points = example.points.map(Math.fround);
    for (const perRow of [true, false]) {
      const shape = perRow ? [2, 1] : [2];
      const values = perRow ? [...points, ...points] : points.flatMap((x) => [x, x]);
      const x = tensor(values, perRow ? [2, points.length] : [points.length, 2]);
      const parameters = singles.map((_, k) =>
        tensor(
          sets.map((set) => set[k]),
          shape,
        ),
      );
      const [, ...gradients] = grads((at: Tensor, ...rest: Tensor[]) => example.make(...rest).cdf(at))([
        x,
        ...parameters,
      ]);
      for (const [k, gradient] of gradients.entries()) {
        const sums = sets.map((set) => points.reduce((all, at) => all + expectedAt(example, 'cdf', at, set)[2 + k], 0));
        expect(gradient.shape).toEqual(shape);
        await expectTensorClose(gradient, sums, { abs: 10 * tolerance.abs, rel: 10 * tolerance.rel });
      }
    }
  });

  const core = coreOf(example, singles);
  const expectDrawn = async (draws: Tensor, seed: number) => {
    const p = await uniform(0, 1).sample(draws.shape, seed).data();
    const drawn = Array.from(p, (at) => core.quantile(at));
    await expectTensorClose(draws, drawn, isHost ? { rel: 1e-7 } : { rel: 2e-4, abs: 2e-5 });
  };

  if (!isSlow)
    it('draws the same sample for the same seed', async () => {
      const prior = example.make(...singles);
      const first = prior.sample([40, 5], 7);
      await expectDrawn(first, 7);
      expect(await prior.sample([40, 5], 7).data()).toEqual(await first.data());
      expect(await prior.sample([40, 5], 8).data()).not.toEqual(await first.data());
    });

  it('draws a sample that can be differentiated in the parameters, and leaves nothing else behind', async () => {
    const parameters = singles.map((value) => scalar(value));
    const before = memory().numTensors;
    const { value, grads: gradients } = valueAndGrads((...rest: Tensor[]) => example.make(...rest).sample([6], 5))(
      parameters,
    );
    expect(memory().numTensors - before).toBe(1 + gradients.length);
    await expectDrawn(value, 5);
    const uniforms = await uniform(0, 1).sample([6], 5).data();
    for (const [k, gradient] of gradients.entries()) {
      const expected = Array.from(uniforms, (at) => expectedAt(example, 'quantile', at, singles)[2 + k]);
      const size = expected.reduce((all, each) => all + Math.abs(each), 0);
      const total = expected.reduce((all, each) => all + each, 0);
      expectClose(await gradient.data(), [total], { abs: tolerance.abs + tolerance.rel * size });
    }
  });

  it('leaves no tensors behind', async () => {
    const x = tensor1d(example.points.map(Math.fround));
    const p = tensor1d(probabilities);
    const parameters = singles.map((value) => scalar(value));
    await expectNoLeak(() => {
      const prior = example.make(...parameters);
      for (const quantity of quantities)
        if (!(isSlow && quantity === 'quantile')) prior[quantity](quantity === 'quantile' ? p : x).dispose();
      if (!isSlow) prior.sample([6], 1).dispose();
      prior.mean().dispose();
      prior.variance().dispose();
      for (const gradient of grads((at: Tensor, ...rest: Tensor[]) => example.make(...rest).cdf(at))([
        x,
        ...parameters,
      ]))
        gradient.dispose();
    });
  });

  it('gives NaN for a parameter tensor out of range, for every quantity', async () => {
    const x = tensor1d(example.points.map(Math.fround));
    const names = isSlow ? quantities.filter((name) => name !== 'quantile') : quantities;
    // Row k lacks parameter k; the last one lacks none.
    const rows = [...singles.keys(), null];
    const parameters = singles.map((value, i) =>
      tensor(
        rows.map((k) => (i === k ? Number.NaN : value)),
        [rows.length, 1],
      ),
    );
    const prior = example.make(...parameters);
    const results = names.map((quantity) => prior[quantity](quantity === 'quantile' ? tensor1d(probabilities) : x));
    for (const result of [...results, prior.mean(), prior.variance()]) {
      const values = Array.from(await result.data());
      const valid = values.splice(singles.length * (values.length / rows.length));
      expect(values.every(Number.isNaN)).toBe(true);
      expect(valid.some(Number.isNaN)).toBe(false);
    }
  });
});

describe('a prior', () => {
  it('is evaluated inside a tidy, with variables', async () => {
    const [mean, std] = [variable(scalar(0.3)), variable(scalar(1.2))];
    const x = tensor1d([0.1, 0.9]);
    const { grads: byName, value } = variableGrads(() => tidy(() => sum<Scalar>(normal(mean, std).logPdf(x))));
    expect(Object.keys(byName).length).toBe(2);
    const z = [0.1, 0.9].map((at) => (at - 0.3) / 1.2);
    await expectTensorClose(byName[mean.name], [(z[0] + z[1]) / 1.2], { rel: 1e-5 });
    value.dispose();
  });

  it('takes empty tensors and scalars', async () => {
    expect((await normal(0, 1).cdf(scalar(0)).data())[0]).toBeCloseTo(0.5, 6);
    if (isHost) expect(normal(0, 1).cdf(tensor([], [0, 3])).shape).toEqual([0, 3]);
  });

  it('broadcasts x against larger parameters', async () => {
    const means = tensor([0, 1, 2], [3, 1]);
    const cdf = normal(means, 1).cdf(tensor1d([0, 1]));
    expect(cdf.shape).toEqual([3, 2]);
    const [inX] = grads((x: Tensor) => normal(means, 1).cdf(x))([tensor1d([0, 1])]);
    expect(inX.shape).toEqual([2]);
  });

  it('refuses an x that is no float32 tensor, and shapes that do not broadcast', async () => {
    const prior = normal(tensor1d([1, 2, 3]), 1);
    const int = tensor1d([1, 2, 3], 'int32');
    const short = ones([2]);
    await expectNoLeak(() => {
      expect(() => prior.cdf(int)).toThrow(
        new TypeError("normal.cdf: 'x' must be float32, but is int32; cast it first"),
      );
      expect(() => prior.quantile(int)).toThrow("normal.quantile: 'p' must be float32");
      expect(() => prior.cdf(short)).toThrow(
        /^normal.cdf: 'mean' must broadcast against 'x'.*\[2\], but has shape \[3\]$/,
      );
      const notTensor: unknown = 0.5;
      expect(() => Reflect.apply(prior.cdf, prior, [notTensor])).toThrow(
        "normal.cdf: 'x' must be a tensor, but got 0.5",
      );
    });
  });

  it('refuses a sample whose shape or seed cannot be used', () => {
    const prior = normal(tensor1d([1, 2, 3]), 1);
    expect(() => prior.sample([2], 1)).toThrow(
      "normal.sample: 'shape' must be one that 'mean' of shape [3] broadcasts to, but is [2]",
    );
    expect(() => prior.sample([], 1)).toThrow("'mean' of shape [3] broadcasts to, but is []");
    expect(() => prior.sample([-1], 1)).toThrow(
      "normal.sample: 'shape' must be an array of integers from 0, but got [-1]",
    );
    expect(() => prior.sample([3], 0.5)).toThrow(
      "normal.sample: 'seed' must be an integer from 0 to 2^53 - 1, but got 0.5",
    );
    expect(prior.sample([4, 3], 1).shape).toEqual([4, 3]);
  });
});
