import { expectClose, finiteDifferences } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { digamma } from '../src/digamma.ts';
import { logGamma } from '../src/log-gamma.ts';
import { column, reference } from './special-functions.ts';

describe('digamma', () => {
  it('agrees with mpmath from 1e-300 to 1e300, at its zero too', () => {
    const x = column(reference.gamma, 0);
    expectClose(x.map(digamma), column(reference.gamma, 2), { rel: 1e-15 });
  });

  it('is the derivative of logGamma', () => {
    for (const x of [0.3, 1, 1.7, 4, 9.9, 25])
      expectClose(
        [digamma(x)],
        finiteDifferences(([z]) => logGamma(z), [x]),
        { rel: 1e-9, abs: 1e-10 },
      );
  });

  it.each([0, -0.5, Number.NaN])('throws for %d', (x) => {
    expect(() => digamma(x)).toThrow("digamma: 'x' must be a positive finite number");
  });
});
