import { expectClose } from '@hyperprior/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logBeta } from '../src/log-beta.ts';
import { column, reference } from './special-functions.ts';

const parameter = fc.double({ min: -8, max: 8, noNaN: true }).map((exponent) => 10 ** exponent);

describe('logBeta', () => {
  it('agrees with mpmath from 1e-300 to 1e15, without cancellation', () => {
    const values = reference.beta.map(([a, b]) => logBeta(a, b));
    expectClose(values, column(reference.beta, 2), { rel: 2e-15, abs: 1e-15 });
  });

  it('is symmetric', () => {
    fc.assert(fc.property(parameter, parameter, (a, b) => logBeta(a, b) === logBeta(b, a)));
  });

  it('satisfies B(a + 1, b) = B(a, b) a / (a + b)', () => {
    fc.assert(
      fc.property(parameter, parameter, (a, b) => {
        expectClose([logBeta(a + 1, b)], [logBeta(a, b) - Math.log1p(b / a)], { rel: 1e-14, abs: 1e-13 });
      }),
    );
  });

  it('names the bad argument', () => {
    expect(() => logBeta(0, 1)).toThrow("logBeta: 'a' must be a positive finite number, but got 0");
    expect(() => logBeta(1, Number.NaN)).toThrow("logBeta: 'b' must be a positive finite number, but got NaN");
  });
});
