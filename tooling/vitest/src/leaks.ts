import { memory } from '@tensorflow/tfjs-core';
import { expect } from 'vitest';

/** Asserts that `run` leaves as many tensors as it found, on success and on a throw. */
export async function expectNoLeak(run: () => unknown): Promise<void> {
  const before = memory().numTensors;
  try {
    await run();
  } finally {
    expect(memory().numTensors - before, 'tensors left behind').toBe(0);
  }
}
