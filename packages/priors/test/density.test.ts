import { expectClose, finiteDifferences } from '@hyperprior/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Density } from '../src/index.ts';
import { coreOf, type Example, examples, written } from './examples.ts';

/** The parameters of an example that its own core has: `make` may fix others. */
const fullCount = (example: Example) => example.make(...example.parameters).parameters.length;

/** Where the example's parameters stand among those of the core. */
const placesOf = (example: Example): number[] => {
  const moved = example.parameters.map((_, k) => {
    const shifted = example.parameters.map((value, i) => (i === k ? value + 1e-3 : value));
    const [before, after] = [example.parameters, shifted].map((values) => example.make(...values).parameters);
    return before.findIndex((value, i) => value !== after[i]);
  });
  return moved;
};

describe.each(examples)('the numbers core of $name', (example) => {
  const count = fullCount(example);
  const core = coreOf(example);
  const cdf = (x: number, density: Density = core) => written((at, out) => density.cdf(at, out), x, 3 + count);
  const logPdf = (x: number, density: Density = core) => written((at, out) => density.logPdf(at, out), x, 2 + count);
  const logCdf = (x: number, density: Density = core) =>
    written((at, out) => density.logCdf(at, out), x, 4 + 2 * count);

  it('has a cdf whose slope is the density', () => {
    for (const x of example.points) {
      const [slope] = finiteDifferences(([at]) => cdf(at)[0], [x], 5e-3);
      expectClose([slope], [cdf(x)[2]], { rel: 1e-7 });
      expectClose([Math.log(cdf(x)[2])], [logPdf(x)[0]], { abs: 1e-12 });
    }
  });

  it('has tails that add up to 1, and their logarithms', () => {
    for (const x of example.points) {
      const [lower, upper] = cdf(x);
      expectClose([lower + upper], [1], { abs: 4e-16 });
      expectClose(logCdf(x).slice(0, 2), [Math.log(lower), Math.log(upper)], { abs: 1e-13, rel: 1e-12 });
      expect(written((at, out) => core.cdfValue(at, out), x, 3)).toEqual(cdf(x).slice(0, 3));
      expect(written((at, out) => core.logCdfValue(at, out), x, 2)).toEqual(logCdf(x).slice(0, 2));
    }
  });

  it('has the derivatives of F, log F, log(1 - F) and log f in every parameter', () => {
    const places = placesOf(example);
    for (const x of example.points) {
      const slope = (of: (density: Density) => number) =>
        finiteDifferences((parameters) => of(coreOf(example, parameters)), [...example.parameters], 2e-3);
      const pick = (all: readonly number[], stride: number, from: number) =>
        places.map((place) => all[from + stride * place]);
      const tolerance = { abs: 1e-9, rel: 1e-7 };
      expectClose(
        pick(cdf(x), 1, 3),
        slope((density) => cdf(x, density)[0]),
        tolerance,
      );
      expectClose(
        pick(logCdf(x), 2, 4),
        slope((density) => logCdf(x, density)[0]),
        tolerance,
      );
      expectClose(
        pick(logCdf(x), 2, 5),
        slope((density) => logCdf(x, density)[1]),
        tolerance,
      );
      expectClose(
        pick(logPdf(x), 1, 2),
        slope((density) => logPdf(x, density)[0]),
        tolerance,
      );
    }
  });

  it('has the derivatives of log F, log(1 - F) and log f in x', () => {
    for (const x of example.points) {
      const slope = (of: (at: number) => number) => finiteDifferences(([at]) => of(at), [x], 2e-3)[0];
      expectClose(
        [logCdf(x)[2], logCdf(x)[3], logPdf(x)[1]],
        [slope((at) => logCdf(at)[0]), slope((at) => logCdf(at)[1]), slope((at) => logPdf(at)[0])],
        { abs: 1e-8, rel: 1e-7 },
      );
    }
  });

  it('has a quantile that inverts the cdf', () => {
    fc.assert(
      fc.property(example.arbitrary, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (parameters, p) => {
        const density = coreOf(example, parameters);
        const x = density.quantile(p);
        const [left, right] = [x - 1e-15 * Math.abs(x), x + 1e-15 * Math.abs(x)];
        expect(cdf(left, density)[0]).toBeLessThanOrEqual(p * (1 + 1e-11));
        expect(cdf(right, density)[0]).toBeGreaterThanOrEqual(p * (1 - 1e-11));
      }),
      { numRuns: 50 },
    );
  });

  it('is NaN at NaN and for probabilities outside of [0, 1]', () => {
    for (const all of [cdf(Number.NaN), logCdf(Number.NaN), logPdf(Number.NaN)])
      expect(all.every(Number.isNaN)).toBe(true);
    expect([Number.NaN, -0.1, 1.1].map((p) => core.quantile(p))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('is 0 and 1 beyond the support, where nothing changes', () => {
    const prior = example.make(...example.parameters);
    const [low, high] = prior.family.support(prior.parameters.map(Number));
    const flat = new Array(1 + count).fill(0);
    const pairs = new Array(2 * (1 + count)).fill(0);
    for (const x of [low - 1, high + 1]) {
      const isLow = x < low || x === Number.NEGATIVE_INFINITY;
      expectClose(cdf(x), [isLow ? 0 : 1, isLow ? 1 : 0, ...flat], { abs: 1e-15 });
      expectClose(logCdf(x), [isLow ? -Infinity : 0, isLow ? 0 : -Infinity, ...pairs], { abs: 1e-15 });
      expect(logPdf(x).map((value) => value + 0)).toEqual([-Infinity, ...flat]);
    }
    expect([core.quantile(0), core.quantile(1)]).toEqual([low, high]);
  });
});
