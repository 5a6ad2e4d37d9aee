import { type GoldenNumber, golden, parseGolden } from '@hyperprior/golden';
import { expectClose } from '@hyperprior/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incompleteBeta, incompleteBetaComplement } from '../src/incomplete-beta.ts';
import { incompleteBetaInverse, incompleteBetaInversePair } from '../src/incomplete-beta-inverse.ts';

interface QuantileFile {
  cases: { a: number; b?: number; quantile_rows: GoldenNumber[][] }[];
}

const cases = ['priors/beta.json', 'priors/symbeta.json'].flatMap((file) => golden<QuantileFile>(file).cases);
const parameter = fc.double({ min: -1, max: 4, noNaN: true }).map((exponent) => 10 ** exponent);
const probability = fc.oneof(
  fc.double({ min: 1e-3, max: 0.999, noNaN: true }),
  fc.double({ min: -30, max: -3, noNaN: true }).map((exponent) => 10 ** exponent),
);

describe('incompleteBetaInversePair', () => {
  it.each(cases)('agrees with the golden quantiles at a = $a, b = $b (1 - a when left out)', (grid) => {
    for (const row of grid.quantile_rows) {
      const [p, x, oneMinusX] = row.map(parseGolden);
      const actual = incompleteBetaInversePair(grid.a, grid.b ?? 1 - grid.a, p);
      expectClose([actual.x, actual.oneMinusX], [x, oneMinusX], { rel: 1e-12 });
    }
  });

  it('inverts the cdf, from whichever end keeps the digits', () => {
    fc.assert(
      fc.property(parameter, parameter, probability, (a, b, p) => {
        const { x, oneMinusX } = incompleteBetaInversePair(a, b, p);
        const back = x < 0.5 ? incompleteBeta(a, b, x).value : incompleteBetaComplement(b, a, oneMinusX);
        // One rounding of x moves the cdf by x f(x): up to sqrt(n) units.
        expectClose([back], [p], { rel: 1e-12 + 4e-16 * Math.max(a, b) ** 0.5 * 30 });
      }),
    );
  });

  it('takes the complement where p has lost it', () => {
    const { x, oneMinusX } = incompleteBetaInversePair(2, 1, 1, 1e-30);
    expect(x).toBe(1);
    expectClose([oneMinusX], [0.5e-30], { rel: 1e-14 });
  });
});

describe('incompleteBetaInverse', () => {
  it('is p^(1/a) for b = 1', () => {
    for (const a of [0.1, 1, 20])
      for (const p of [1e-20, 0.3, 0.999])
        expectClose([incompleteBetaInverse(a, 1, p)], [p ** (1 / a)], { rel: 1e-13 });
  });

  it('is one half at p = 1/2 for equal parameters', () => {
    for (const s of [0.01, 1, 30, 1e6]) expectClose([incompleteBetaInverse(s, s, 0.5)], [0.5], { rel: 1e-12 });
  });

  it('maps 0 to 0 and 1 to 1', () => {
    expect([incompleteBetaInverse(2, 3, 0), incompleteBetaInverse(2, 3, 1)]).toEqual([0, 1]);
  });

  it('names the bad argument', () => {
    expect(() => incompleteBetaInverse(1, -2, 0.5)).toThrow(
      "incompleteBetaInverse: 'b' must be a positive finite number, but got -2",
    );
    expect(() => incompleteBetaInverse(1, 2, 1.5)).toThrow(
      "incompleteBetaInverse: 'p' must lie in [0, 1], but got 1.5",
    );
  });
});
