import type { Observation } from '../observation.ts';

/** So many values are made at once: memory does not grow with batch × parameters. */
const budget = 2 ** 22;

/** Goes through the samples' gradients, some samples at a time: of each variable [count, ...its shape]. */
export function inChunks<Value>(
  { samples, variables }: Observation,
  work: (gradients: ReturnType<typeof samples.gradients>) => Value,
): Value[] {
  const batch = samples.losses.size;
  const parameters = variables.reduce((all, { size }) => all + size, 0);
  const width = Math.max(1, Math.min(batch, Math.floor(budget / parameters)));
  const starts = Array.from({ length: Math.ceil(batch / width) }, (_, i) => i * width);
  return starts.map((from) => {
    const gradients = samples.gradients(from, Math.min(width, batch - from));
    try {
      return work(gradients);
    } finally {
      for (const tensor of gradients) tensor.dispose();
    }
  });
}
