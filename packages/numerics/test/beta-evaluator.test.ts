import { readFileSync } from 'node:fs';
import { type GoldenNumber, golden, parseGolden } from '@hyperprior/golden';
import { expectClose, finiteDifferences } from '@hyperprior/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaEvaluator } from '../src/beta-evaluator.ts';

interface BetaFile {
  cases: { a: number; b: number; rows: GoldenNumber[][] }[];
}
interface RegionsFile {
  regions: Record<string, number[][]>;
}

const reference: { rows: number[][] } = JSON.parse(
  readFileSync(new URL('./beta-reference.json', import.meta.url), 'utf8'),
);
const out = new Float64Array(5);

const evaluate = (a: number, b: number, x: number) => {
  betaEvaluator(a, b).evaluate(x, out);
  const [cdf, sf, pdf, dA, dB] = out;
  return { cdf, sf, pdf, dA, dB };
};

const logPdf = (a: number, b: number, x: number) => {
  betaEvaluator(a, b).evaluateLogPdf(x, out);
  return Array.from(out.subarray(0, 4));
};

const parameter = fc.double({ min: -1, max: 2, noNaN: true }).map((exponent) => 10 ** exponent);
const inside = fc.double({ min: 0.01, max: 0.99, noNaN: true });

describe('evaluate', () => {
  it.each(golden<BetaFile>('priors/beta.json').cases)('agrees with the golden values at a = $a, b = $b', (grid) => {
    for (const row of grid.rows) {
      const [x, pdf, , cdf, sf, dA, dB] = row.map(parseGolden);
      const actual = evaluate(grid.a, grid.b, x);
      expectClose([actual.cdf, actual.sf], [cdf, sf], { rel: 1e-12, abs: 1e-300 });
      expectClose([actual.pdf], [pdf], { rel: 1e-12, abs: 1e-300 });
      expectClose([actual.dA, actual.dB], [dA, dB], { abs: 1e-13 });
    }
  });

  it.each(golden<BetaFile>('priors/symbeta.json').cases)(
    'agrees with the golden values of symmetric Beta($a)',
    (grid) => {
      for (const row of grid.rows) {
        const [x, pdf, , cdf, sf, dA] = row.map(parseGolden);
        const actual = evaluate(grid.a, 1 - grid.a, x);
        expectClose([actual.cdf, actual.sf, actual.pdf], [cdf, sf, pdf], { rel: 1e-12, abs: 1e-300 });
        expectClose([actual.dA - actual.dB], [dA], { abs: 1e-12 });
      }
    },
  );

  const { regions } = golden<RegionsFile>('priors/beta_regions.json');
  it.each(Object.keys(regions))('agrees with 50 digits in the region %s', (name) => {
    for (const [a, b, x, cdf, dA, dB, pdf] of regions[name]) {
      const actual = evaluate(a, b, x);
      expectClose([actual.cdf, actual.pdf], [cdf, pdf], { rel: 5e-14 });
      expectClose([actual.dA, actual.dB], [dA, dB], { rel: 2e-13 });
    }
  });

  it.each(reference.rows)('agrees with mpmath where methods change hands: a = %d, b = %d, x = %d', (...row) => {
    const [a, b, x, cdf, sf, pdf, dA, dB] = row;
    const actual = evaluate(a, b, x);
    expectClose([actual.cdf, actual.sf, actual.pdf], [cdf, sf, pdf], { rel: 1e-12 });
    expectClose([actual.dA, actual.dB], [dA, dB], { rel: 1e-10 });
  });

  it('does not stop at a step that happens to be small', () => {
    // mpmath, 50 digits: here a step of the continued fraction nearly vanishes long before the last.
    const { cdf, dA, dB } = evaluate(0.353381, 139225, 0.00000972023);
    expectClose([cdf, dA, dB], [0.9367603331643464, -0.23087999736994033, 8.192958215412499e-7], { rel: 1e-13 });
  });

  it('is one half at 1/2 for equal parameters up to 1e6', () => {
    for (let s = 1e-6; s <= 1e6; s *= 1.7) expectClose([evaluate(s, s, 0.5).cdf], [0.5], { rel: 1e-13 });
  });

  it('obeys I_x(a, b) = 1 - I_{1-x}(b, a)', () => {
    fc.assert(
      fc.property(parameter, parameter, fc.integer({ min: 1, max: 1023 }), (a, b, k) => {
        const left = evaluate(a, b, k / 1024);
        const right = evaluate(b, a, 1 - k / 1024);
        expectClose([left.cdf, left.sf, left.pdf], [right.sf, right.cdf, right.pdf], { rel: 1e-12, abs: 1e-300 });
        expectClose([left.dA, left.dB], [-right.dB, -right.dA], { rel: 1e-10, abs: 1e-300 });
      }),
    );
  });

  it('obeys the recurrence I_x(a, b) = I_x(a + 1, b) + x^a (1-x)^b / (a B(a, b))', () => {
    fc.assert(
      fc.property(parameter, parameter, inside, (a, b, x) => {
        const { cdf, pdf } = evaluate(a, b, x);
        expectClose([cdf], [evaluate(a + 1, b, x).cdf + (pdf * x * (1 - x)) / a], { rel: 1e-12, abs: 1e-300 });
      }),
    );
  });

  it('is the power x^a for b = 1, with all its derivatives', () => {
    fc.assert(
      fc.property(parameter, inside, (a, x) => {
        const { cdf, pdf, dA } = evaluate(a, 1, x);
        expectClose([cdf, pdf, dA], [x ** a, a * x ** (a - 1), x ** a * Math.log(x)], { rel: 1e-12 });
      }),
    );
  });

  it('has the derivatives that finite differences find', () => {
    for (const [a, b, x] of [
      [0.3, 0.7, 0.2],
      [2, 6, 0.3],
      [30, 12, 0.7],
      [500, 700, 0.42],
      [3, 2, 0.9],
    ]) {
      const { pdf, dA, dB } = evaluate(a, b, x);
      const numeric = finiteDifferences(([p, q, z]) => evaluate(p, q, z).cdf, [a, b, x], 1e-3);
      expectClose([dA, dB, pdf], numeric, { rel: 1e-7, abs: 1e-9 });
    }
  });

  it('rises in x and b and falls in a', () => {
    fc.assert(
      fc.property(parameter, parameter, inside, (a, b, x) => {
        const { pdf, dA, dB } = evaluate(a, b, x);
        expect(pdf).toBeGreaterThanOrEqual(0);
        expect(dA).toBeLessThanOrEqual(0);
        expect(dB).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has the limits at the ends, the distribution beyond, and NaN for NaN', () => {
    betaEvaluator(0.5, 1).evaluate(0, out);
    expect([...out]).toEqual([0, 1, Infinity, 0, 0]);
    betaEvaluator(0.5, 1).evaluate(1, out);
    expect([...out]).toEqual([1, 0, 0.5, 0, 0]);
    betaEvaluator(2, 3).evaluate(-1, out);
    expect([...out]).toEqual([0, 1, 0, 0, 0]);
    betaEvaluator(2, 3).evaluate(7, out);
    expect([...out]).toEqual([1, 0, 0, 0, 0]);
    betaEvaluator(2, 3).evaluate(Number.NaN, out);
    expect([...out]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it('stays finite for parameters from 1e-100 to 1e300', () => {
    for (const a of [1e-100, 1e-20, 1e-5, 1, 1e8, 1e20, 1e300])
      for (const b of [1e-100, 1e-20, 1e-5, 1, 1e8, 1e20, 1e300])
        for (const x of [1e-300, 0.3, 0.5, 1 - 2 ** -53]) {
          const { cdf, sf, dA, dB } = evaluate(a, b, x);
          expect([cdf, sf, dA, dB].every(Number.isFinite), `${a} ${b} ${x}: ${[...out]}`).toBe(true);
        }
  });
});

describe('evaluateValue', () => {
  it('writes what evaluate writes, without the parameter derivatives', () => {
    fc.assert(
      fc.property(parameter, parameter, inside, (a, b, x) => {
        const { cdf, sf, pdf } = evaluate(a, b, x);
        const value = new Float64Array(3);
        betaEvaluator(a, b).evaluateValue(x, value);
        expectClose(value, [cdf, sf, pdf], { rel: 1e-14 });
      }),
    );
  });

  it('keeps its digits for tiny a: I_x(a, 2) = x^a (1 + a (1 - x))', () => {
    for (const a of [1e-100, 1e-12, 1e-9, 1e-6]) {
      betaEvaluator(a, 2).evaluateValue(0.2, out);
      expectClose([out[0]], [0.2 ** a * (1 + a * 0.8)], { rel: 1e-14 });
    }
  });
});

describe('evaluateLog', () => {
  it('is the logarithm of both tails', () => {
    fc.assert(
      fc.property(parameter, parameter, inside, (a, b, x) => {
        const { cdf, sf } = evaluate(a, b, x);
        betaEvaluator(a, b).evaluateLog(x, out);
        // Next to 1 a tail has fewer digits than its complement.
        const [lower, upper] = [
          cdf > 0.5 ? Math.log1p(-sf) : Math.log(cdf),
          sf > 0.5 ? Math.log1p(-cdf) : Math.log(sf),
        ];
        if (cdf > 1e-290) expectClose([out[0]], [lower], { rel: 1e-12, abs: 1e-300 });
        if (sf > 1e-290) expectClose([out[1]], [upper], { rel: 1e-12, abs: 1e-300 });
      }),
    );
  });

  it('goes on where the tail underflows', () => {
    betaEvaluator(200, 3).evaluateLog(1e-10, out);
    // log I -> a log x - log(a B(a, b)): I_x(200, 3) = x^200 * 200 * 201 * 202 / 2 / 200 to first order.
    expectClose([out[0]], [200 * Math.log(1e-10) + Math.log((201 * 202) / 2)], { rel: 1e-12 });
  });
});

describe('evaluateLogPdf', () => {
  it.each(golden<BetaFile>('priors/beta.json').cases)(
    'agrees with the golden log densities at a = $a, b = $b',
    (grid) => {
      for (const row of grid.rows) {
        const [x, , expected] = row.map(parseGolden);
        expectClose([logPdf(grid.a, grid.b, x)[0]], [expected], { rel: 1e-13, abs: 2e-13 });
      }
    },
  );

  it('has the derivatives that finite differences find', () => {
    for (const [a, b, x] of [
      [0.3, 0.7, 0.2],
      [2, 6, 0.3],
      [30, 12, 0.7],
      [12, 30, 0.9],
    ]) {
      const numeric = finiteDifferences(([z, p, q]) => logPdf(p, q, z)[0], [x, a, b], 1e-3);
      expectClose(logPdf(a, b, x).slice(1), numeric, { rel: 1e-8, abs: 1e-8 });
    }
  });

  it('has its limits at the ends', () => {
    expect(logPdf(0.5, 2, 0).slice(0, 3)).toEqual([Infinity, -Infinity, -Infinity]);
    expect(logPdf(2, 2, 0).slice(0, 2)).toEqual([-Infinity, Infinity]);
    expect(logPdf(2, 1, 1)).toEqual([Math.log(2), 1, 0.5, -Infinity].map((value) => expect.closeTo(value, 14)));
  });
});

describe('reset', () => {
  it('makes it the evaluator of the new parameters', () => {
    const evaluator = betaEvaluator(2, 3);
    fc.assert(
      fc.property(parameter, parameter, inside, (a, b, x) => {
        evaluator.reset(a, b);
        const values = new Float64Array(5);
        evaluator.evaluate(x, values);
        betaEvaluator(a, b).evaluate(x, out);
        expect([evaluator.a, evaluator.b, ...values]).toEqual([a, b, ...out]);
      }),
    );
  });

  it('leaves the evaluator as it was when it throws', () => {
    const evaluator = betaEvaluator(2, 3);
    expect(() => evaluator.reset(4, -1)).toThrow("reset: 'b' must be a positive finite number, but got -1");
    expect(() => evaluator.reset(Number.NaN, 1)).toThrow("reset: 'a' must be a positive finite number, but got NaN");
    evaluator.evaluate(0.5, out);
    expectClose([evaluator.a, out[0]], [2, 0.6875], { rel: 1e-14 });
  });
});

describe('betaEvaluator', () => {
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('throws for the parameter %d', (bad) => {
    expect(() => betaEvaluator(bad, 1)).toThrow(`betaEvaluator: 'a' must be a positive finite number, but got ${bad}`);
    expect(() => betaEvaluator(1, bad)).toThrow(`betaEvaluator: 'b' must be a positive finite number, but got ${bad}`);
  });
});
