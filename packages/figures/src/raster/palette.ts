import { nearestColorIndex, quantize } from './gif-encoder.ts';
import type { Pixels } from './pixels.ts';

/** Few enough for small files, and enough for figures whose lines are smoothed at their edges. */
const colours = 127;

/** One set of colours for a whole animation. */
export interface Palette {
  readonly colours: number[][];
  /** An index beside the colours: the pixel stays as it was in the frame before. */
  readonly unchanged: number;
  /** Each pixel's index. */
  indices(pixels: Pixels): Uint8Array;
}

/** The palette that suits these pictures. */
export function paletteOf(pictures: readonly Pixels[]): Palette {
  const all = new Uint8Array(pictures.reduce((sum, { data }) => sum + data.length, 0));
  pictures.reduce((at, { data }) => {
    all.set(data, at);
    return at + data.length;
  }, 0);
  const found = quantize(all, colours, { format: 'rgb565' });
  // What is asked for each pixel is looked up once per colour (to 5, 6 and 5 bits), and kept for all frames.
  const known = new Int16Array(1 << 16).fill(-1);
  return {
    colours: [...found, [0, 0, 0]],
    unchanged: found.length,
    indices({ data }) {
      const result = new Uint8Array(data.length / 4);
      for (let i = 0, j = 0; i < result.length; i++, j += 4) {
        const key = ((data[j] >> 3) << 11) | ((data[j + 1] >> 2) << 5) | (data[j + 2] >> 3);
        if (known[key] < 0) known[key] = nearestColorIndex(found, [data[j], data[j + 1], data[j + 2]]);
        result[i] = known[key];
      }
      return result;
    },
  };
}
