import { type GoldenNumber, golden, parseGolden } from '@hyperprior/golden';
import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { logNormalCdf, normalCdf, normalPdf } from '../src/normal.ts';
import { normalQuantile } from '../src/normal-quantile.ts';
import { column, reference } from './special-functions.ts';

interface NormalFile {
  cases: { mean: number; std: number; rows: GoldenNumber[][]; quantile_rows: GoldenNumber[][] }[];
}

const { cases } = golden<NormalFile>('priors/normal.json');

describe('normalPdf, normalCdf, logNormalCdf', () => {
  it('agree with mpmath', () => {
    const z = column(reference.normal, 0);
    expectClose(z.map(normalCdf), column(reference.normal, 1), { rel: 8e-16 });
    expectClose(z.map(logNormalCdf), column(reference.normal, 2), { rel: 8e-16 });
    expectClose(z.map(normalPdf), column(reference.normal, 3), { rel: 8e-16 });
  });

  it('reach z = -1e100 in logarithms', () => {
    expectClose(column(reference.lognormal, 0).map(logNormalCdf), column(reference.lognormal, 1), { rel: 4e-16 });
    expect(logNormalCdf(-Infinity)).toBe(-Infinity);
    expect(logNormalCdf(Infinity)).toBeCloseTo(0, 300);
  });

  it.each(cases)('agree with the golden values at mean $mean, std $std', ({ mean, std, rows }) => {
    for (const row of rows) {
      const [x, pdf, cdf, sf] = row.map(parseGolden);
      const z = (x - mean) / std;
      // Rounding in z itself is amplified by z² in the tails.
      const tolerance = { rel: 1e-12, abs: 1e-300 };
      expectClose([normalPdf(z) / std, normalCdf(z), normalCdf(-z)], [pdf, cdf, sf], tolerance);
    }
  });

  it('throw for NaN', () => {
    for (const f of [normalPdf, normalCdf, logNormalCdf])
      expect(() => f(Number.NaN)).toThrow(`${f.name}: 'z' must be a number, but got NaN`);
  });
});

describe('normalQuantile', () => {
  it('agrees with mpmath from p = 1e-300 on', () => {
    const p = column(reference.quantile, 0);
    expectClose(p.map(normalQuantile), column(reference.quantile, 1), { rel: 1e-15 });
  });

  it('agrees with the golden values', () => {
    for (const { mean, std, quantile_rows } of cases)
      for (const row of quantile_rows) {
        const [p, x] = row.map(parseGolden);
        expectClose([mean + std * normalQuantile(p)], [x], { rel: 1e-14, abs: 1e-15 * std });
      }
  });

  it('is 0 at one half and infinite at the ends', () => {
    expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  });

  it.each([-0.1, 1.1, Number.NaN])('throws for %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(`normalQuantile: 'p' must lie in [0, 1], but got ${p}`);
  });
});
