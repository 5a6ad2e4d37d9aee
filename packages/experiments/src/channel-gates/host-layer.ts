import type { Layer } from './network.ts';

/** A layer's weights on the host. */
export interface HostLayer {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

export const onHost = async ({ kernel, bias }: Layer): Promise<HostLayer> => ({
  kernel: Float32Array.from(await kernel.data()),
  bias: Float32Array.from(await bias.data()),
});

/** A dense layer of one sample. */
export function denseOf(x: Float32Array, { kernel, bias }: HostLayer): Float32Array {
  const result = Float32Array.from(bias);
  for (let i = 0; i < x.length; i++)
    for (let k = 0; k < result.length; k++) result[k] += x[i] * kernel[i * result.length + k];
  return result;
}

/** The means over the squares of an image, those at its edges centred as TF.js's "same" pooling has them. */
export function averagedOverSquares(pixels: Float32Array, side: number, square: number): Float32Array {
  const count = Math.ceil(side / square);
  const offset = Math.floor((count * square - side) / 2);
  const sums = new Float32Array(count ** 2);
  const members = new Float32Array(count ** 2);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const at = Math.floor((y + offset) / square) * count + Math.floor((x + offset) / square);
      sums[at] += pixels[y * side + x];
      members[at]++;
    }
  return sums.map((sum, i) => sum / members[i]);
}
