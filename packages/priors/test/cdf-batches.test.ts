import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beta, cdfBatches, type FamilyPrior, logitRelaxedBernoulli, normal, relaxedBernoulli } from '../src/index.ts';

const valid: readonly [prior: FamilyPrior, values: fc.Arbitrary<number[]>][] = [
  [
    logitRelaxedBernoulli(0.5, 1),
    fc.tuple(fc.double({ noNaN: true, min: 0.001, max: 0.999 }), fc.double({ noNaN: true, min: 0.01, max: 10 })),
  ],
  [
    relaxedBernoulli(0.5, 1),
    fc.tuple(fc.double({ noNaN: true, min: 0.001, max: 0.999 }), fc.double({ noNaN: true, min: 0.01, max: 10 })),
  ],
  [normal(0, 1), fc.tuple(fc.double({ noNaN: true, min: -5, max: 5 }), fc.double({ noNaN: true, min: 0.01, max: 10 }))],
  [beta(1, 1), fc.tuple(fc.double({ noNaN: true, min: 0.1, max: 30 }), fc.double({ noNaN: true, min: 0.1, max: 30 }))],
];
const anywhere = fc.oneof(
  fc.double({ noNaN: true, min: -1, max: 2 }),
  fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

/** What `cdf` says of each x: F, its derivative in x and those in the parameters. */
function oneByOne(prior: FamilyPrior, values: number[], xs: Float32Array, trained: number) {
  const density = prior.family.at(values);
  const rows = Array.from(xs, (x) => {
    const out = new Float64Array(3 + values.length);
    density.cdf(x, out);
    return out;
  });
  const columns = [0, 2, ...Array.from({ length: trained }, (_, k) => 3 + k)];
  return columns.map((at) => rows.map((row) => row[at]));
}

describe.each(valid.map(([prior, values]) => [prior.family.name, prior, values] as const))('%s', (_, prior, values) => {
  it.each([0, 2])('says of many values what it says one by one, with the derivatives in %s parameters', (trained) => {
    fc.assert(
      fc.property(values, fc.array(anywhere, { minLength: 1, maxLength: 9 }), (parameters, list) => {
        const xs = Float32Array.from(list);
        const density = prior.family.at(parameters);
        const column = () => new Float64Array(xs.length);
        const batch = cdfBatches(xs.length, trained)(density);
        const [cdf, factor] = [column(), column()];
        batch.write(xs, cdf, factor);
        const [expected, inX, ...inParameters] = oneByOne(prior, parameters, xs, trained);
        expectSame(cdf, expected);
        // With one value's factor for its weight and no other, its own derivatives come back.
        for (const i of xs.keys()) {
          const weights = column();
          weights[i] = factor[i];
          const gradient = new Float32Array(xs.length);
          const sums = new Float64Array(trained);
          batch.pullBack(xs, weights, gradient, sums);
          const alone = xs.map((_, k) => (k === i ? inX[i] : 0));
          expectSame(gradient, alone);
          const own = inParameters.map((each) => each[i]);
          expectSame(sums, own);
        }
      }),
    );
  });
});

function expectSame(found: Float64Array | Float32Array, expected: ArrayLike<number>): void {
  const rounding = found instanceof Float32Array ? 1.2e-7 : 1e-11;
  const least = found instanceof Float32Array ? 1e-45 : 1e-290;
  for (const [i, value] of Array.from(expected).entries()) {
    const close = Math.abs(found[i] - value) <= rounding * Math.abs(value) + least;
    if (!close) expect(found[i]).toBe(value);
  }
}
