import { golden } from '@hyperprior/golden';
import { type BetaEvaluator, betaEvaluator, incompleteBeta, logIncompleteBeta } from '@hyperprior/numerics';
import { expectClose, expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  add,
  div,
  exp,
  memory,
  range,
  reshape,
  scalar,
  slice,
  sqrt,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { betaTensors } from '../../src/families/beta-tensors.ts';
import type { TensorDensity } from '../../src/family.ts';
import { commonShape, sizeOf } from '../../src/ops/broadcast.ts';

/** a, b, x, I, ∂I/∂a, ∂I/∂b, ∂I/∂x */
type RegionRow = readonly [a: number, b: number, x: number, ...values: [number, number, number, number]];

interface GoldenCase {
  readonly a: number;
  readonly b?: number;
  readonly rows: readonly (readonly unknown[])[];
}

/** What the plain operations and the kernel must fulfil alike: a cdf to 1e-6, derivatives to 1e-4 relative or 1e-30. */
const cdfTolerance = { abs: 1e-6 };
const derivativeTolerance = { abs: 1e-30, rel: 1e-4 };

/** 1, 2, 3 ... in the given shape, as a part of a larger tensor. */
const counting = (shape: number[]) => reshape(slice(range(0, sizeOf(shape) + 1), [1]), shape);

const column = (rows: readonly (readonly number[])[], k: number) => rows.map((row) => row[k]);

/** WebGL compiles an operation anew for every shape, so the columns are filled up to a common length. */
const padded = (values: readonly number[]) =>
  tensor1d([...values, ...new Array<number>(Math.max(0, 600 - values.length)).fill(0.5)]);

/** The density at parameters and points given as columns. */
async function evaluate(
  a: readonly number[],
  b: readonly number[],
  x: readonly number[],
  quantity: (density: TensorDensity, x: Tensor) => Tensor,
): Promise<ArrayLike<number>> {
  const result = tidy(() => quantity(betaTensors(padded(a), padded(b)), padded(x)));
  const values = await result.data();
  result.dispose();
  return values.subarray(0, a.length);
}

/**
 * The suite of the Beta distribution on tensors, run by each of its implementations.
 * @param quantiles 'few' leaves out the quantiles beside the golden ones and the ends, where one takes many seconds
 */
export function betaSuite(quantiles: 'all' | 'few' = 'all'): void {
  const withQuantiles = quantiles === 'all';

  describe('golden regions, a and b from 1e-3 to 1e6', () => {
    const { regions } = golden<{ regions: Record<string, RegionRow[]> }>('priors/beta_regions.json');
    const rows = Object.values(regions).flat();
    const at = (quantity: (density: TensorDensity, x: Tensor) => Tensor) =>
      evaluate(column(rows, 0), column(rows, 1), column(rows, 2), quantity);

    it('has the cdf', async () => {
      expectClose(await at((d, x) => d.cdf(x)), column(rows, 3), cdfTolerance);
    });
    it('has the upper tail', async () => {
      const expected = column(rows, 3).map((value) => 1 - value);
      expectClose(await at((d, x) => d.sf(x)), expected, cdfTolerance);
    });
    it('has ∂I/∂a', async () => {
      expectClose(await at((d, x) => d.cdfPartial(x, 0)), column(rows, 4), derivativeTolerance);
    });
    it('has ∂I/∂b', async () => {
      expectClose(await at((d, x) => d.cdfPartial(x, 1)), column(rows, 5), derivativeTolerance);
    });
    it('has the density', async () => {
      expectClose(await at((d, x) => exp(d.logPdf(x))), column(rows, 6), derivativeTolerance);
    });
    it('finds x again from I, as far as the cdf resolves it', async () => {
      const resolved = rows.filter(
        ([, , x, value, , , slope]) => value < 1 - 1e-5 && value > 1e-30 && slope * x > 1e-5,
      );
      const x = await evaluate(column(resolved, 0), column(resolved, 1), column(resolved, 3), (d, p) => d.quantile(p));
      const ulps = resolved.map(([, , at, value, , , slope], i) => {
        const ulp = 6e-8 * (Math.abs(value / slope) + at);
        return Math.abs(x[i] - at) / ulp;
      });
      expect(Math.max(...ulps)).toBeLessThan(20);
    });
  });

  describe('golden grids, against the float64 core at their float32 neighbours', () => {
    const cases = ['priors/beta.json', 'priors/symbeta.json'].flatMap(
      (file) => golden<{ cases: GoldenCase[] }>(file).cases,
    );
    const points = cases.flatMap(({ a, b = 1 - a, rows }) =>
      rows.map(([x]) => [a, b, Number(x)].map(Math.fround)).filter(([, , x]) => x > 0 && x < 1),
    );
    const at = (quantity: (density: TensorDensity, x: Tensor) => Tensor) =>
      evaluate(column(points, 0), column(points, 1), column(points, 2), quantity);
    const core = (value: (a: number, b: number, x: number) => number) => points.map(([a, b, x]) => value(a, b, x));
    const tail = (a: number, b: number, x: number) => evaluated(betaEvaluator(a, b), x);

    it('has both tails, each with its relative accuracy', async () => {
      const tolerance = { abs: 1e-30, rel: 1e-4 };
      expectClose(
        await at((d, x) => d.cdf(x)),
        core((...point) => tail(...point)[0]),
        tolerance,
      );
      expectClose(
        await at((d, x) => d.sf(x)),
        core((...point) => tail(...point)[1]),
        tolerance,
      );
    });
    it('has the derivatives of the cdf', async () => {
      const partials = [await at((d, x) => d.cdfPartial(x, 0)), await at((d, x) => d.cdfPartial(x, 1))];
      expectClose(
        partials[0],
        core((...point) => incompleteBeta(...point).dA),
        derivativeTolerance,
      );
      expectClose(
        partials[1],
        core((...point) => incompleteBeta(...point).dB),
        derivativeTolerance,
      );
    });
    it('has the logarithms of both tails, beyond the range of the format', async () => {
      const tolerance = { abs: 1e-30, rel: 1e-4 };
      expectClose(
        await at((d, x) => d.logCdf(x)),
        core((...point) => logIncompleteBeta(...point).lower),
        tolerance,
      );
      expectClose(
        await at((d, x) => d.logSf(x)),
        core((...point) => logIncompleteBeta(...point).upper),
        tolerance,
      );
    });
    it('has log f and its derivatives', async () => {
      const score = (k: number) => core((a, b, x) => scores(betaEvaluator(a, b), x)[k]);
      const tolerance = { abs: 2e-6, rel: 5e-6 };
      expectClose(await at((d, x) => d.logPdf(x)), score(0), tolerance);
      expectClose(await at((d, x) => d.score(x)), score(1), { abs: 1e-5, rel: 1e-5 });
      expectClose(await at((d, x) => d.logPdfPartial(x, 0)), score(2), tolerance);
      expectClose(await at((d, x) => d.logPdfPartial(x, 1)), score(3), tolerance);
    });
  });

  describe('identities', () => {
    it('is one half at the middle of a symmetric distribution', async () => {
      const s = [1e-3, 0.05, 0.5, 1, 1.5, 2, 3, 10, 100, 1e4, 1e6];
      const half = s.map(() => 0.5);
      expectClose(await evaluate(s, s, half, (d, x) => d.cdf(x)), half, { abs: 3e-7 });
      // A tiny s makes the middle so flat that float32 cannot tell where it is.
      if (!withQuantiles) return;
      const steep = s.slice(1);
      const middle = steep.map(() => 0.5);
      expectClose(await evaluate(steep, steep, middle, (d, p) => d.quantile(p)), middle, { rel: 3e-6 });
    });
    it('is x for the uniform distribution', async () => {
      const x = [1e-30, 1e-8, 0.1, 0.3, 0.5, 0.7, 0.999];
      const one = x.map(() => 1);
      expectClose(await evaluate(one, one, x, (d, at) => d.cdf(at)), x, { rel: 2e-5 });
      if (withQuantiles) expectClose(await evaluate(one, one, x, (d, p) => d.quantile(p)), x, { rel: 2e-5 });
    });
    it('has both tails add to 1, and to the mirrored distribution', async () => {
      const grid = [0.01, 0.3, 0.9, 1, 1.9, 2, 2.1, 7, 40, 3000];
      const points = grid.flatMap((a) => grid.flatMap((b) => [0.125, 0.5, 0.625].map((x) => [a, b, x])));
      const [a, b, x] = [0, 1, 2].map((k) => column(points, k));
      const cdf = await evaluate(a, b, x, (d, at) => d.cdf(at));
      const sum = await evaluate(a, b, x, (d, at) => add(d.cdf(at), d.sf(at)));
      expectClose(
        sum,
        x.map(() => 1),
        { abs: 2e-7 },
      );
      const mirrored = x.map((value) => 1 - value);
      expectClose(await evaluate(b, a, mirrored, (d, at) => d.sf(at)), cdf, { abs: 1e-6 });
    });
    it('has the mean a/n and the variance ab / (n² (n + 1))', async () => {
      const values = await Promise.all([
        evaluate([2, 0.5], [6, 1.5], [0, 0], (d) => d.mean()),
        evaluate([2, 0.5], [6, 1.5], [0, 0], (d) => d.variance()),
      ]);
      expectClose(values[0], [0.25, 0.25], { rel: 1e-6 });
      expectClose(values[1], [0.1875 / 9, 0.1875 / 3], { rel: 1e-6 });
    });
  });

  describe('ends', () => {
    const parameters = [
      [0.5, 3],
      [1, 4],
      [3, 1],
      [0.5, 0.5],
    ] as const;
    const { NEGATIVE_INFINITY: low, POSITIVE_INFINITY: high, NaN: nan } = Number;
    /** The values of a quantity: a row per x, a column per pair of parameters. */
    const at = (xs: readonly number[], quantity: (density: TensorDensity, x: Tensor) => Tensor) => {
      const points = xs.flatMap((x) => parameters.map(([a, b]) => [a, b, x]));
      return evaluate(column(points, 0), column(points, 1), column(points, 2), quantity);
    };
    const rows = (...values: number[]) => values.flatMap((value) => parameters.map(() => value));
    const ends = [-0.25, 0, 1, 1.25];

    it('has all the probability between them', async () => {
      expectClose(await at(ends, (d, x) => d.cdf(x)), rows(0, 0, 1, 1), {});
      expectClose(await at(ends, (d, x) => d.sf(x)), rows(1, 1, 0, 0), {});
      expectClose(await at(ends, (d, x) => d.logCdf(x)), rows(low, low, 0, 0), {});
      expectClose(await at(ends, (d, x) => d.logSf(x)), rows(0, 0, low, low), {});
    });
    it('has no derivatives there', async () => {
      for (const k of [0, 1]) {
        expectClose(await at(ends, (d, x) => d.cdfPartial(x, k)), rows(0, 0, 0, 0), {});
        expectClose(await at(ends, (d, x) => d.logPdfPartial(x, k)), rows(0, 0, 0, 0), {});
      }
      expectClose(await at(ends, (d, x) => d.score(x)), rows(0, 0, 0, 0), {});
    });
    it('has the limits of log f', async () => {
      const [at0, at1] = [
        [high, Math.log(4), low, high],
        [low, low, Math.log(3), high],
      ];
      const expected = [...rows(low), ...at0, ...at1, ...rows(low)];
      expectClose(await at(ends, (d, x) => d.logPdf(x)), expected, { rel: 1e-6 });
    });
    it('has the ends as the quantiles of 0 and 1, and none beyond', async () => {
      expectClose(await at(ends, (d, p) => d.quantile(p)), rows(nan, 0, 1, nan), {});
    });
    it('gives NaN for a NaN and for parameters that are not positive', async () => {
      const [a, b, x] = [
        [2, -1, 2],
        [2, 2, 0],
        [nan, 0.5, 0.5],
      ];
      expectClose(await evaluate(a, b, x, (d, v) => d.cdf(v)), [nan, nan, nan], {});
      expectClose(await evaluate(a, b, x, (d, v) => d.logPdf(v)), [nan, nan, nan], {});
      expectClose(await evaluate(a, b, x, (d, v) => d.cdfPartial(v, 0)), [nan, nan, nan], {});
    });
  });

  describe('shapes', () => {
    it('takes parameters per row, per element and as scalars, and x as a scalar', async () => {
      const results = tidy(() => {
        const x = tensor2d([
          [0.1, 0.5, 0.9],
          [0.2, 0.4, 0.6],
        ]);
        return [
          betaTensors(tensor2d([[2], [3]]), scalar(6)).cdf(x),
          betaTensors(
            tensor2d([
              [2, 2, 2],
              [3, 3, 3],
            ]),
            tensor1d([6, 6, 6]),
          ).cdf(x),
          betaTensors(tensor1d([2, 3]), tensor1d([6, 6])).cdf(scalar(0.5)),
          ...(withQuantiles ? [betaTensors(scalar(2), scalar(6)).quantile(scalar(0.5))] : []),
        ];
      });
      expect(results.map(({ shape }) => shape)).toEqual([[2, 3], [2, 3], [2], ...(withQuantiles ? [[]] : [])]);
      const expected = [0.1, 0.5, 0.9, 0.2, 0.4, 0.6].map((x, i) => incompleteBeta(i < 3 ? 2 : 3, 6, x).value);
      await expectTensorClose(results[0], expected, { abs: 1e-6 });
      await expectTensorClose(results[1], expected, { abs: 1e-6 });
      await expectTensorClose(results[2], [expected[1], incompleteBeta(3, 6, 0.5).value], { abs: 1e-6 });
      for (const result of results) result.dispose();
    });

    it.runIf(withQuantiles)('broadcasts up to rank 5, and takes what other operations made', async () => {
      const cases: [x: number[], a: number[], b: number[]][] = [
        [[2, 3, 4], [3, 1], [4]],
        [[4, 2, 1, 3], [4, 1, 1, 1], []],
        [
          [2, 1, 3, 2, 2],
          [3, 1, 1],
          [2, 1, 1, 1, 2],
        ],
        [[24], [3, 1], []],
      ];
      for (const shapes of cases) {
        const tensors = tidy(() => {
          const [x, a, b] = shapes.map((shape) => counting(shape));
          const inputs = [div(x, 25), a, sqrt(b)];
          const spread = zeros(commonShape(shapes));
          return [...inputs.map((each) => add(each, spread)), betaTensors(inputs[1], inputs[2]).cdf(inputs[0])];
        });
        const [x, a, b, cdf] = await Promise.all(tensors.map((each) => each.data()));
        const expected = Array.from(x, (at, i) => incompleteBeta(a[i], b[i], at).value);
        expect(tensors[3].shape).toEqual(commonShape(shapes));
        expectClose(cdf, expected, { abs: 1e-6 });
        for (const tensor of tensors) tensor.dispose();
      }
    });
  });

  it('leaves no tensors behind', async () => {
    const quantities: ((density: TensorDensity, x: Tensor) => Tensor)[] = [
      (d, x) => d.cdf(x),
      (d, x) => d.sf(x),
      (d, x) => d.logCdf(x),
      (d, x) => d.logSf(x),
      (d, x) => d.logPdf(x),
      ...(withQuantiles ? [(d: TensorDensity, x: Tensor) => d.quantile(x)] : []),
      (d, x) => d.cdfPartial(x, 0),
      (d, x) => d.score(x),
      (d, x) => d.logPdfPartial(x, 1),
      (d) => d.mean(),
      (d) => d.variance(),
    ];
    await expectNoLeak(() => {
      for (const quantity of quantities) {
        const before = memory().numTensors;
        const value = tidy(() => quantity(betaTensors(scalar(0.7), scalar(3)), tensor1d([0.2, 0.8])));
        expect(memory().numTensors).toBe(before + 1);
        value.dispose();
      }
    });
  });
}

function evaluated(evaluator: BetaEvaluator, x: number): Float64Array {
  const out = new Float64Array(5);
  evaluator.evaluate(x, out);
  return out;
}

function scores(evaluator: BetaEvaluator, x: number): Float64Array {
  const out = new Float64Array(4);
  evaluator.evaluateLogPdf(x, out);
  return out;
}
