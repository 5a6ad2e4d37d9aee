import { expectClose } from '@hyperprior/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp } from '../src/exp.ts';
import { expm1Minus } from '../src/expm1-minus.ts';
import { fastExp } from '../src/fast-exp.ts';
import { log } from '../src/log.ts';
import { log1pMinus } from '../src/log1p-minus.ts';

const positive = fc.double({ min: 0, minExcluded: true, noNaN: true });

describe('log', () => {
  it('is Math.log to the last place, subnormal numbers included', () => {
    fc.assert(
      fc.property(positive, (x) => expectClose([log(x)], [Math.log(x)], { rel: 3e-16 })),
      { numRuns: 2000 },
    );
  });

  it('keeps relative accuracy around 1', () => {
    const near = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(near, (x) => expectClose([log(x)], [Math.log(x)], { rel: 3e-16 })),
      { numRuns: 2000 },
    );
  });

  it('has the limits of Math.log', () => {
    expect([log(0), log(1), log(Number.POSITIVE_INFINITY), log(-1)]).toEqual([-Infinity, 0, Infinity, Number.NaN]);
  });
});

describe('exp', () => {
  it('is Math.exp to the last place, subnormal results included', () => {
    const x = fc.double({ min: -750, max: 709.5, noNaN: true });
    fc.assert(
      fc.property(x, (z) => expectClose([exp(z)], [Math.exp(z)], { rel: 4e-16, abs: 5e-324 })),
      {
        numRuns: 2000,
      },
    );
  });

  it('has the limits of Math.exp', () => {
    expect([exp(-Infinity), exp(0), exp(710), exp(Number.NaN)]).toEqual([0, 1, Infinity, Number.NaN]);
  });
});

describe('fastExp', () => {
  const fast = (...values: number[]) => {
    const results = Float64Array.from(values);
    fastExp(results);
    return [...results];
  };

  it('is Math.exp to 13 digits', () => {
    const x = fc.oneof(fc.double({ min: -750, max: 711, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }));
    fc.assert(
      fc.property(x, (z) => expectClose(fast(z), [Math.exp(z)], { rel: 1e-13 })),
      { numRuns: 2000 },
    );
  });

  it('has the limits of Math.exp', () => {
    expect(fast(-Infinity, 0, 710, Number.NaN)).toEqual([0, 1, Infinity, Number.NaN]);
  });
});

describe('log1pMinus and expm1Minus', () => {
  it('are minus and plus x²/2 to first order, where the plain difference has no digit left', () => {
    for (const x of [1e-9, -1e-9, 1e-12]) {
      expectClose([log1pMinus(x)], [-x * x * (0.5 - x / 3)], { rel: 1e-15 });
      expectClose([expm1Minus(x)], [x * x * (0.5 + x / 6)], { rel: 1e-15 });
    }
  });

  it('agree with the plain differences where these are good', () => {
    for (const x of [-0.9, -0.31, -0.3, -0.299, 0.2, 0.499, 0.5, 0.501, 3, 40]) {
      expectClose([log1pMinus(x)], [Math.log1p(x) - x], { rel: 3e-15 });
      expectClose([expm1Minus(x)], [Math.expm1(x) - x], { rel: 4e-15 });
    }
  });
});
