import { randomStream } from '@hyperprior/numerics';
import type { GbasSettings } from './settings.ts';

/** Start of a run. */
export interface GbasStart {
  /** Before the sigmoid, one dimension after the other: [dimensions, count]. */
  readonly points: Float32Array;
  /** The mean of each dimension's prior. */
  readonly means: readonly number[];
}

/** Returns the stored start of the notebook, or one drawn from the seed: points from [-4, 4], means from [0.1, 0.9]. */
export async function startOf({ preset, dimensions, count, seed }: GbasSettings): Promise<GbasStart> {
  if (preset) return notebookStart(dimensions, count);
  const stream = randomStream(seed ?? 0);
  return {
    means: Array.from({ length: dimensions }, () => 0.1 + 0.8 * stream.uniform()),
    points: Float32Array.from({ length: dimensions * count }, () => 8 * stream.uniform() - 4),
  };
}

async function notebookStart(dimensions: number, count: number): Promise<GbasStart> {
  const encoded = await import('./notebook-start.ts');
  const rows = decode(encoded.points);
  return {
    means: Array.from(decode(encoded.means), (mean) => 1 / (1 + Math.exp(-mean))),
    points: Float32Array.from(rows, (_, i) => rows[(i % count) * dimensions + Math.floor(i / count)]),
  };
}

function decode(base64: string): Float32Array {
  const view = new DataView(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer);
  return Float32Array.from({ length: view.byteLength / 4 }, (_, i) => view.getFloat32(4 * i, true));
}
