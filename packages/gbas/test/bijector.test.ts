import { expectTensorClose } from '@hyperprior/vitest';
import { getBackend, tensor1d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bijectorOnto, type Interval } from '../src/bijector.ts';

const intervals: readonly Interval[] = [
  [0, 1],
  [-2, 5],
  [0, Number.POSITIVE_INFINITY],
  [3, Number.POSITIVE_INFINITY],
  [Number.NEGATIVE_INFINITY, -1],
  [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
];

describe.each(intervals)('onto (%s, %s)', (low, high) => {
  const bijector = bijectorOnto([low, high]);
  const [from, to] = [Math.max(low, -50), Math.min(high, 50)];

  it('brings every value back', async () => {
    const inside = fc.double({ min: 0.001, max: 0.999, noNaN: true }).map((share) => from + share * (to - from));
    const runs = getBackend() === 'webgpu' ? 3 : 20;
    await fc.assert(
      fc.asyncProperty(fc.array(inside, { minLength: 1, maxLength: 5 }), async (values) => {
        const back = bijector.forward(tensor1d(values.map(bijector.inverse)));
        await expectTensorClose(back, values, { rel: 1e-3, abs: 1e-3 });
      }),
      { numRuns: runs },
    );
  });

  it('never leaves the interval', async () => {
    const values = await bijector.forward(tensor1d([-1e30, -100, 0, 100, 1e30])).data();
    for (const value of values) expect(value > low && value < high, String(value)).toBe(true);
  });
});
