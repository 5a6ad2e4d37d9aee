import { readFileSync } from 'node:fs';
import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { truncatedNormalDensity } from '../../src/families/truncated-normal-density.ts';
import { written } from '../examples.ts';

/** Reference values; the file's note says how they were made. */
interface Row {
  readonly at: readonly [mean: number, std: number, low: number, high: number, x: number];
  readonly cdf: number[];
  readonly logCdf: number[];
  readonly logPdf: number[];
  readonly moments: number[];
}

const { rows }: { rows: Row[] } = JSON.parse(
  readFileSync(new URL('../truncated-normal.json', import.meta.url), 'utf8'),
);

describe.each(rows)('the numbers core of truncatedNormal at $at', ({ at: [mean, std, low, high, x], ...row }) => {
  const density = truncatedNormalDensity(mean, std, low, high);

  it.each(['cdf', 'logCdf', 'logPdf'] as const)('has the reference values of %s', (method) => {
    const expected = row[method];
    expectClose(
      written((point, out) => density[method](point, out), x, expected.length),
      expected,
      { rel: 1e-11, abs: 1e-290 },
    );
  });

  it('returns from a probability to x', () => {
    const [lower, upper] = row.cdf;
    // A probability near 1 is known no better than its difference from 1.
    const conditioning = lower <= 0.5 ? lower : Math.max(upper, 2 ** -53 / 1e-12);
    const slack = (1e-12 * conditioning) / row.cdf[2] + 4 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high));
    if (lower < 1) expect(Math.abs(density.quantile(lower) - x)).toBeLessThanOrEqual(slack);
  });
});

describe('the quantile of truncatedNormal', () => {
  it('reaches into tails of a million standard deviations', () => {
    expectClose([truncatedNormalDensity(-1e6, 1, 0, 1).quantile(Math.fround(0.001))], [1.000500381e-9], { rel: 1e-9 });
  });
});
