import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { grad, mul, sub, sum, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { sigmoidGradient } from '../../src/gradients/sigmoid.ts';
import { runsOnHost } from '../../src/kernels.ts';

const gradientAt = (dy: Tensor, y: Tensor): Tensor => {
  const byInput = sigmoidGradient.gradFunc(dy, [y], {});
  return tidy(() => byInput.x());
};

const upstream = [2, -1, 0.5, Number.NaN];
const outputs = [0.25, 0.5, 1, 0.3];

describe('the gradient of the sigmoid', () => {
  it('is that of its operations', async () => {
    await expectNoLeak(async () => {
      const [dy, y] = [tensor1d(upstream), tensor1d(outputs)];
      const [ours, plain] = [gradientAt(dy, y), tidy(() => mul(dy, mul(y, sub(1, y))))];
      const values = await ours.data();
      expectClose(values.slice(0, 3), (await plain.data()).slice(0, 3), { rel: 1e-6 });
      expectClose(values.slice(0, 3), [0.375, -0.25, 0], { rel: 1e-6 });
      for (const t of [dy, y, ours, plain]) t.dispose();
    });
  });

  it('is NaN where dy is, on the host', async ({ skip }) => {
    skip(!runsOnHost(), 'a GPU does not promise NaN');
    const [dy, y] = [tensor1d(upstream), tensor1d(outputs)];
    const gradient = gradientAt(dy, y);
    expect((await gradient.data())[3]).toBeNaN();
    for (const t of [dy, y, gradient]) t.dispose();
  });

  it('can itself be differentiated, where it is recorded', async () => {
    await expectNoLeak(async () => {
      const [dy, y] = [tensor1d([2, -1]), tensor1d([0.25, 0.5])];
      const [inDy, inY] = [
        grad((t: Tensor) => sum(gradientAt(t, y)))(dy),
        grad((t: Tensor) => sum(gradientAt(dy, t)))(y),
      ];
      expectClose(await inDy.data(), [0.1875, 0.25], { rel: 1e-6 });
      expectClose(await inY.data(), [1, 0], { abs: 1e-6 });
      for (const t of [dy, y, inDy, inY]) t.dispose();
    });
  });
});
