import { expectClose } from '@hyperprior/vitest';
import { describe, it } from 'vitest';
import { digamma } from '../src/digamma.ts';
import { digammaDifference, logGammaDifference } from '../src/gamma-difference.ts';
import { logGamma } from '../src/log-gamma.ts';

const bases = [0.01, 0.7, 3, 9.99, 10, 250];

describe('logGammaDifference', () => {
  it('is log Gamma(z + h) - log Gamma(z)', () => {
    for (const z of bases)
      for (const h of [0.2, 1, 7])
        expectClose([logGammaDifference(z, h)], [logGamma(z + h) - logGamma(z)], { rel: 1e-13, abs: 2e-13 });
  });

  it('keeps its relative accuracy for a tiny h, where it is h psi(z)', () => {
    for (const z of bases) expectClose([logGammaDifference(z, 1e-13)], [1e-13 * digamma(z)], { rel: 1e-4 });
  });
});

describe('digammaDifference', () => {
  it('is psi(z + h) - psi(z)', () => {
    for (const z of bases)
      for (const h of [0.2, 1, 7])
        expectClose([digammaDifference(z, h)], [digamma(z + h) - digamma(z)], { rel: 1e-12 });
  });

  it('is 1 / z for h = 1', () => {
    for (const z of bases) expectClose([digammaDifference(z, 1)], [1 / z], { rel: 2e-15 });
  });
});
