import { expectClose } from '@hyperprior/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma } from '../src/log-gamma.ts';
import { column, reference } from './special-functions.ts';

describe('logGamma', () => {
  it('agrees with mpmath from 1e-300 to 1e300, at its zeros 1 and 2 too', () => {
    const x = column(reference.gamma, 0);
    expectClose(x.map(logGamma), column(reference.gamma, 1), { rel: 1e-15 });
  });

  it('vanishes at 1 and 2', () => {
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
  });

  it('satisfies Gamma(x + 1) = x Gamma(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 200, noNaN: true }), (x) => {
        expectClose([logGamma(x + 1)], [logGamma(x) + Math.log(x)], { rel: 2e-14, abs: 2e-15 });
      }),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('throws for %d', (x) => {
    expect(() => logGamma(x)).toThrow(`logGamma: 'x' must be a positive finite number, but got ${x}`);
  });
});
