import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { getBackend, getKernel, registerKernel, tensor, unregisterKernel, variable } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { runsOnHost } from '../../src/kernels.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { hasAdamKernel } from '../../src/optimizers/gpu/adam-kernel.ts';

const onGpu = (name: string, test: () => Promise<void>) => {
  if (!runsOnHost()) it(name, test);
};

/** The variable after a few updates whose gradients differ in size and sign. */
async function trained(shape: number[]): Promise<Float32Array> {
  const size = shape.reduce((product, length) => product * length, 1);
  const start = tensor(
    Array.from({ length: size }, (_, i) => Math.sin(i)),
    shape,
  );
  const weights = variable(start);
  start.dispose();
  const optimizer = adam({ learningRate: 0.05, beta1: 0.8, beta2: 0.95, epsilon: 1e-3 });
  for (let step = 1; step <= 4; step++) {
    const gradient = tensor(
      Array.from({ length: size }, (_, i) => (i % 7) * Math.cos(i * step) ** 3),
      shape,
    );
    optimizer.applyGradients([{ name: weights.name, tensor: gradient }]);
    gradient.dispose();
  }
  const values = Float32Array.from(await weights.data());
  for (const each of [weights, optimizer]) each.dispose();
  return values;
}

describe('adam on a GPU', () => {
  it('has programs of its own there, and nowhere else', () => {
    expect(hasAdamKernel()).toBe(!runsOnHost());
  });

  onGpu('gives the numbers of its plain operations, for any shape', async () => {
    const kernel = getKernel('HyperpriorAdamPart', getBackend());
    for (const shape of [[], [5], [3, 70], [2, 3, 4, 5]]) {
      await expectNoLeak(async () => {
        const fused = await trained(shape);
        unregisterKernel('HyperpriorAdamPart', getBackend());
        const plain = await trained(shape);
        registerKernel(kernel);
        expectClose(fused, plain, { abs: 1e-6, rel: 1e-5 });
      });
    }
  });
});
