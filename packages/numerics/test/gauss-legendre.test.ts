import { expectClose } from '@hyperprior/vitest';
import { describe, it } from 'vitest';
import { gaussLegendre } from '../src/gauss-legendre.ts';

describe('gaussLegendre', () => {
  it.each([4, 17, 36])('with %d nodes integrates polynomials of degree 2n - 1 exactly', (n) => {
    const { nodes, weights } = gaussLegendre(n);
    for (const degree of [0, 1, 2, n, 2 * n - 1]) {
      const integral = nodes.reduce((sum, node, i) => sum + weights[i] * node ** degree, 0);
      expectClose([integral], [1 / (degree + 1)], { rel: 1e-14 });
    }
  });
});
