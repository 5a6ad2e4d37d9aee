import { runsOnHost } from '@hyperprior/backends/kernels';
import {
  beta,
  type FamilyPrior,
  mixture,
  normal,
  type Parameter,
  type Prior,
  relaxedBernoulli,
} from '@hyperprior/priors';
import { expectClose, expectNoLeak, finiteDifferences } from '@hyperprior/vitest';
import {
  add,
  grad,
  grads,
  mul,
  type Scalar,
  scalar,
  square,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tensor2d,
  valueAndGrads,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composedLoss } from '../src/composed-loss.ts';
import { basLoss } from '../src/index.ts';
import type { Conventions } from '../src/options.ts';
import { registerGpuKernels } from './gpu-kernels.ts';
import { naiveLoss } from './naive-loss.ts';

registerGpuKernels();

const isHost = runsOnHost();
const distances = ['cramer-von-mises', 'anderson-darling', 'wasserstein-2'] as const;
const defaults: Conventions = { axis: null, ties: 'ordinal', distance: 'cramer-von-mises', ecdf: 'i/(N+1)', clip: {} };

/** A prior as a stranger would write it: only the contract's methods. */
const foreign = ({ cdf, sf, logCdf, logSf, pdf, logPdf, quantile, sample, mean, variance }: Prior): Prior => ({
  cdf,
  sf,
  logCdf,
  logSf,
  pdf,
  logPdf,
  quantile,
  sample,
  mean,
  variance,
});

const families: readonly {
  name: string;
  make(...parameters: Parameter[]): FamilyPrior;
  parameters: readonly number[];
}[] = [
  {
    name: 'relaxed-bernoulli',
    make: (mean, temperature) => relaxedBernoulli(mean, temperature),
    parameters: [0.3, 0.7],
  },
  { name: 'normal', make: (mean, std) => normal(mean, std), parameters: [0.4, 0.3] },
  { name: 'beta', make: (a, b) => beta(a, b), parameters: [1.6, 2.4] },
];

const sample = [0.31, 0.84, 0.12, 0.55, 0.47, 0.93, 0.22].map(Math.fround);

describe.each(families)('basLoss against $name', ({ make, parameters }) => {
  const singles = parameters.map(Math.fround);
  const densityAt = (values: readonly number[]) => make(...values).family.at(values);

  describe.each(distances)('by %s', (distance) => {
    const naive = (values: readonly number[], at: readonly number[]) =>
      naiveLoss(values, densityAt(at), { ...defaults, distance });

    it('is its definition, with gradients in x and in the parameters', async () => {
      const { value, grads } = valueAndGrads((x: Tensor, ...rest: Tensor[]) => basLoss(x, make(...rest), { distance }))(
        [tensor1d(sample), ...singles.map((each) => scalar(each))],
      );
      const accurate = isHost ? { rel: 1e-5, abs: 1e-7 } : { rel: 1e-4, abs: 3e-6 };
      expectClose(await value.data(), [naive(sample, singles)], accurate);
      const inX = finiteDifferences((values) => naive(values, singles), sample, 1e-3);
      expectClose(await grads[0].data(), inX, accurate);
      const inParameters = finiteDifferences((at) => naive(sample, at), singles, 1e-3);
      for (const [k, expected] of inParameters.entries())
        expectClose(await grads[1 + k].data(), [expected], { rel: 3 * accurate.rel, abs: accurate.abs });
    });

    it('takes one value', async () => {
      const loss = basLoss(tensor1d([sample[1]]), make(...singles), { distance });
      expectClose(await loss.data(), [naive([sample[1]], singles)], { rel: isHost ? 1e-5 : 1e-3 });
    });

    it('takes a prior of the user, with the same result', async () => {
      const x = tensor1d(sample);
      const run = (prior: Prior) => valueAndGrads((at: Tensor) => basLoss(at, prior, { distance }))([x]);
      const [own, other] = [run(make(...singles)), run(foreign(make(...singles)))];
      expectClose(await other.value.data(), await own.value.data(), { rel: 3e-6, abs: 1e-8 });
      expectClose(await other.grads[0].data(), await own.grads[0].data(), { rel: 3e-6, abs: 1e-7 });
    });

    it('averages over slices along an axis, each with its own parameters', async () => {
      const rows = [sample, sample.map((x) => Math.fround(1 - x * x)), sample.map((x) => Math.fround(x * 0.9))];
      const sets = [
        singles,
        singles.map((each) => Math.fround(each * 1.2)),
        singles.map((each) => Math.fround(each * 0.8)),
      ];
      const vectors = singles.map((_, k) => tensor1d(sets.map((set) => set[k])));
      const expected = rows.reduce((total, row, i) => total + naive(row, sets[i]) / 3, 0);
      const matrix = tensor2d(rows);
      const cases = [
        { x: matrix, axis: 0 },
        { x: tensor2d(sample.map((_, i) => rows.map((row) => row[i]))), axis: -1 },
      ];
      for (const { x, axis } of cases) {
        const loss = basLoss(x, make(...vectors), { distance, axis });
        expectClose(await loss.data(), [expected], isHost ? { rel: 1e-5, abs: 1e-7 } : { rel: 1e-4, abs: 3e-6 });
      }
    });

    it('leaves no tensors behind', async () => {
      const x = tensor1d(sample);
      const scalars = singles.map((each) => scalar(each));
      await expectNoLeak(() => {
        basLoss(x, make(...singles), { distance }).dispose();
        const all = valueAndGrads((at: Tensor, ...rest: Tensor[]) => basLoss(at, make(...rest), { distance }))([
          x,
          ...scalars,
        ]);
        all.value.dispose();
        for (const each of all.grads) each.dispose();
      });
    });
  });

  it.runIf(isHost)('fuses what the composed loss does, under every convention', async () => {
    const value = fc.double({ min: 0.01, max: 0.99, noNaN: true }).map((x) => Math.fround(Math.round(x * 48 + 1) / 50));
    const conventions = fc.record({
      axis: fc.constantFrom(null, 0, 1, 2),
      ties: fc.constantFrom('ordinal' as const, 'max' as const),
      distance: fc.constant('cramer-von-mises' as const),
      ecdf: fc.constantFrom('i/(N+1)' as const, '(i-1/2)/N' as const, 'i/N' as const),
      clip: fc.record(
        {
          x: fc.constant([Math.fround(0.1), Math.fround(0.8)] as const),
          pdf: fc.constant([0.5, 1.5] as const),
        },
        { requiredKeys: [] },
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 24, maxLength: 24 }), conventions, async (values, chosen) => {
        const x = tensor(values, [2, 3, 4]);
        const slices = chosen.axis === null ? 1 : x.shape[chosen.axis];
        const vectors = singles.map((each) =>
          slices === 1 ? scalar(each) : tensor1d([1, 1.1, 1.2, 1.3].slice(0, slices).map((factor) => each * factor)),
        );
        const run = (loss: (at: Tensor, prior: FamilyPrior) => Scalar) =>
          valueAndGrads((at: Tensor, ...rest: Tensor[]) => loss(at, make(...rest)))([x, ...vectors]);
        const fused = run((at, prior) => basLoss(at, prior, chosen));
        const composed = run((at, prior) => composedLoss(at, prior, chosen));
        expectClose(await fused.value.data(), await composed.value.data(), { rel: 1e-5, abs: 1e-8 });
        for (const [i, gradient] of fused.grads.entries())
          expectClose(await gradient.data(), await composed.grads[i].data(), { rel: 1e-5, abs: 2e-7 });
      }),
      { numRuns: 40 },
    );
  });

  it.runIf(isHost)('can be differentiated twice', async () => {
    const slope = (x: Tensor, ...rest: Tensor[]): Scalar =>
      sum(mul(grad((at: Tensor) => basLoss(at, make(...rest)))(x), tensor1d([1, -2, 0.5, 1.5, -1, 2, 0.3])));
    const second = grads(slope)([tensor1d(sample), ...singles.map((each) => scalar(each))]);
    const direction = [1, -2, 0.5, 1.5, -1, 2, 0.3];
    const naiveSlope = (values: readonly number[], at: readonly number[]) => {
      const inX = finiteDifferences((each) => naiveLoss(each, densityAt(at), defaults), [...values], 1e-3);
      return inX.reduce((total, each, i) => total + each * direction[i], 0);
    };
    const inX = finiteDifferences((values) => naiveSlope(values, singles), sample, 4e-3);
    expectClose(await second[0].data(), inX, { rel: 1e-4, abs: 1e-5 });
    const inParameters = finiteDifferences((at) => naiveSlope(sample, at), singles, 4e-3);
    for (const [k, expected] of inParameters.entries())
      expectClose(await second[1 + k].data(), [expected], { rel: 1e-4, abs: 1e-5 });
  });

  it.runIf(isHost)('has the right Hessian at a low temperature, where F bends much more than it rises', async () => {
    const x = tensor1d([0.5, 0.2, 0.9]);
    const first = (at: Tensor): Scalar =>
      sum(mul(grad((inner: Tensor) => basLoss(inner, relaxedBernoulli(0.2, 0.01)))(at), tensor1d([1, 0, 0])));
    expectClose(await grad(first)(x).data(), [-3.413333333e-6, 0, 0], { rel: 2e-6 });
  });
});

describe('basLoss', () => {
  it('trains variables, along with other terms of a loss', async () => {
    const [x, mean] = [variable(tensor1d(sample)), variable(scalar(0.4))];
    const { value, grads: byName } = variableGrads(() =>
      add<Scalar>(basLoss(x, relaxedBernoulli(mean, 0.6)), sum(square(x))),
    );
    expect(Object.keys(byName).sort()).toEqual([x.name, mean.name].sort());
    expect(Number.isFinite((await value.data())[0])).toBe(true);
    for (const gradient of Object.values(byName)) expect((await gradient.data()).every(Number.isFinite)).toBe(true);
  });

  it('takes mixtures', async () => {
    const prior = mixture([normal(0.2, 0.1), normal(0.7, 0.2)], [1, 2]);
    const core = prior.family.at(prior.parameters.map(Number));
    const loss = basLoss(tensor1d(sample), prior);
    expectClose(await loss.data(), [naiveLoss(sample, core, defaults)], { rel: isHost ? 1e-5 : 1e-4 });
  });

  it('is NaN where x holds one, and leaves the slices beside it alone', async () => {
    const x = tensor2d([sample, [Number.NaN, ...sample.slice(1)]]);
    const gradient = await grad((at: Tensor) => basLoss(at, normal(0.5, 0.2), { axis: 0 }))(x).data();
    expect((await basLoss(x, normal(0.5, 0.2), { axis: 0 }).data())[0]).toBeNaN();
    if (isHost) expect(gradient.slice(0, sample.length).every(Number.isFinite)).toBe(true);
  });

  it('drops the gradient outside of clip.x, and bounds the density by clip.pdf', async () => {
    const x = tensor1d([0.0005, 0.3, 0.9995]);
    const at = (clip: Conventions['clip']) =>
      grad((each: Tensor) => basLoss(each, relaxedBernoulli(0.3, 0.5), { clip }))(x).data();
    const [plain, clipped] = [await at({}), await at({ x: [1e-3, 1 - 1e-3] })];
    expect([clipped[0], clipped[2]].map(Math.abs)).toEqual([0, 0]);
    expectClose([clipped[1]], [plain[1]], { rel: 1e-4 });
    const bounded = await at({ pdf: [0.1, 2] });
    expect(Math.abs(bounded[0])).toBeLessThan(Math.abs(plain[0]));
  });
});
