import { expectNoLeak } from '@hyperprior/vitest';
import { grad, sum, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { clipGradient } from '../../src/gradients/clip.ts';

const bounds = { clipValueMin: 1e-3, clipValueMax: 0.999 };
const gradientAt = (dy: Tensor, x: Tensor): Tensor => {
  const byInput = clipGradient.gradFunc(dy, [x], bounds);
  return tidy(() => byInput.x());
};

const points = [-1, 1e-3, 0.5, 0.999, 1, Number.POSITIVE_INFINITY];
const upstream = [Number.NaN, 2, -1, 3, Number.POSITIVE_INFINITY, 1];

describe('the gradient of a clip', () => {
  it('is dy up to the bounds, as float32 has them, and 0 beyond, whatever dy is there', async () => {
    await expectNoLeak(async () => {
      const [dy, x] = [tensor1d(upstream), tensor1d(points)];
      const gradient = gradientAt(dy, x);
      expect(Array.from(await gradient.data())).toEqual([0, 2, -1, 3, 0, 0]);
      for (const t of [dy, x, gradient]) t.dispose();
    });
  });

  it('can itself be differentiated, where it is recorded', async () => {
    await expectNoLeak(async () => {
      const [dy, x] = [tensor1d([2, -1, 3]), tensor1d([-1, 0.5, 2])];
      const inDy = grad((t: Tensor) => sum(gradientAt(t, x)))(dy);
      expect(Array.from(await inDy.data())).toEqual([0, 1, 0]);
      for (const t of [dy, x, inDy]) t.dispose();
    });
  });
});
