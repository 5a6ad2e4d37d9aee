import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { largestEigenvalue } from '../../src/curvature/largest-eigenvalue.ts';

describe('the largest eigenvalue of a tridiagonal matrix', () => {
  it.each([1, 2, 3, 10, 40])('is that of a chain of %d', (n) => {
    const found = largestEigenvalue(new Array(n).fill(2), new Array(n - 1).fill(-1));
    expectClose([found], [2 + 2 * Math.cos(Math.PI / (n + 1))], { rel: 1e-13 });
  });

  it('may be negative, or that of one block alone', () => {
    expectClose([largestEigenvalue([-3, -1, -2], [0, 0])], [-1], { rel: 1e-14 });
    expectClose([largestEigenvalue([0, 0, 1, 1], [1, 0, 2])], [3], { rel: 1e-14 });
    expect(largestEigenvalue([Number.NaN, 1], [0])).toBeNaN();
  });
});
