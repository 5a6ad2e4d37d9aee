import { add, fill, grad, matMul, ones, square, sum, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { Refusal } from './candidate.ts';

/** Refuses the current backend unless it computes a small gradient right, in 32-bit floats. */
export async function probe(): Promise<void> {
  await probeFloats();
  await probeGradient();
}

const finest = 2 ** -20;
/** WebGL computes with fewer values on the CPU. */
const many = 256;

async function probeFloats(): Promise<void> {
  const [value] = await read(() => add(square(ones([many])), fill([many], finest)));
  if (value !== 1 + finest) throw new Refusal(`its numbers are not 32-bit floats: 1 + 2^-20 came out as ${value}`);
}

/** d/dw Σ (Xw)² = 2 Xᵀ X w, in numbers that every float holds exactly. */
async function probeGradient(): Promise<void> {
  const gradient = await read(() => {
    const x = tensor2d([1, 2, 3, 4], [2, 2]);
    return grad((w: Tensor) => sum(square(matMul(x, w))))(tensor2d([1, -1], [2, 1]));
  });
  const expected = [-8, -12];
  if (expected.every((value, i) => gradient[i] === value)) return;
  throw new Refusal(`it computes a small gradient wrong: [${[...gradient]}] in place of [${expected}]`);
}

async function read(compute: () => Tensor): Promise<ArrayLike<number> & Iterable<number>> {
  const result = tidy(compute);
  try {
    return await result.data();
  } finally {
    result.dispose();
  }
}
