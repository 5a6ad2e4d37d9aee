import { describe, expect, it } from 'vitest';
import { betaQuantities } from '../../src/families/beta-kernel.ts';
import { betaProgram } from '../../src/webgpu/beta-program.ts';

describe('betaProgram', () => {
  it('broadcasts the shapes of x, a and b', () => {
    expect(betaProgram('cdf', [[4, 5], [4, 1], []]).outputShape).toEqual([4, 5]);
    expect(betaProgram('cdf', [[], [], []]).outputShape).toEqual([]);
  });

  it('has a key of its own for each quantity, as the code differs', () => {
    const programs = betaQuantities.map((quantity) => betaProgram(quantity, [[3], [3], [3]]));
    expect(new Set(programs.map(({ shaderKey }) => shaderKey)).size).toBe(betaQuantities.length);
    expect(new Set(programs.map((program) => program.getUserCode())).size).toBe(betaQuantities.length);
  });

  it('covers every element within the limit of 65,535 workgroups an axis', () => {
    for (const size of [1, 64, 65, 65535 * 64, 65535 * 64 + 1, 5e7]) {
      const [x, y, z] = betaProgram('cdf', [[size], [1], [1]]).dispatch;
      expect(x * y * z * 64).toBeGreaterThanOrEqual(size);
      expect(Math.max(x, y, z)).toBeLessThanOrEqual(65535);
    }
  });
});
