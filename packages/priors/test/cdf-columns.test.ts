import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beta,
  type FamilyPrior,
  logitRelaxedBernoulli,
  normal,
  relaxedBernoulli,
  writeCdfColumns,
} from '../src/index.ts';

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

/** What `cdf` says of each x, as columns. */
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
  it.each([0, 2])('says in columns what it says one by one, with %s partials', (trained) => {
    fc.assert(
      fc.property(values, fc.array(anywhere, { minLength: 1, maxLength: 9 }), (parameters, list) => {
        const xs = Float32Array.from(list);
        const column = () => new Float64Array(xs.length);
        const columns = {
          cdf: column(),
          factor: column(),
          inX: column(),
          partials: Array.from({ length: trained }, column),
        };
        writeCdfColumns(prior.family.at(parameters), xs, columns);
        const times = (values: Float64Array) =>
          values.map((value, i) => (columns.factor[i] === 0 ? 0 : columns.factor[i] * value));
        const found = [columns.cdf, ...[columns.inX, ...columns.partials].map(times)];
        for (const [k, expected] of oneByOne(prior, parameters, xs, trained).entries())
          for (const [i, value] of expected.entries()) {
            const close = Math.abs(found[k][i] - value) <= 1e-11 * Math.abs(value) + 1e-290;
            if (!close) expect(found[k][i]).toBe(value);
          }
      }),
    );
  });
});
