import type { PerSample } from '@hyperprior/autodiff';
import type { Tensor } from '@tensorflow/tfjs-core';

/** So many values are made at once: memory does not grow with batch × parameters. */
const budget = 2 ** 22;

/** Goes through the samples' gradients by the variable at a place, which has `size` values, some samples at a time. */
export function inChunks<Value>(
  { losses, gradients }: PerSample,
  place: number,
  size: number,
  work: (gradients: Tensor) => Value,
): Value[] {
  const batch = losses.size;
  const width = Math.max(1, Math.min(batch, Math.floor(budget / size)));
  const starts = Array.from({ length: Math.ceil(batch / width) }, (_, i) => i * width);
  return starts.map((from) => {
    const [some] = gradients(from, Math.min(width, batch - from), [place]);
    try {
      return work(some);
    } finally {
      some.dispose();
    }
  });
}
