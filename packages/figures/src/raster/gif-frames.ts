import { GIFEncoder } from './gif-encoder.ts';
import { paletteOf } from './palette.ts';
import type { Pixels } from './pixels.ts';

/** Encodes the pictures of an animation one by one. */
export interface GifFrames {
  /** Adds the next picture, shown for `delay` milliseconds. Throws a RangeError if its size differs from the first. */
  add(pixels: Pixels, delay: number): void;
  /** Returns the file, which plays for ever. */
  finish(): Uint8Array;
}

/**
 * Starts an animation. One palette, made of the samples, serves all pictures; after the first one only the pixels that change
 * are stored.
 */
export function gifFrames(samples: readonly Pixels[]): GifFrames {
  const palette = paletteOf(samples);
  const encoder = GIFEncoder();
  let size: Pixels | null = null;
  let before: Uint8Array | null = null;
  let count = 0;
  return {
    add(pixels, delay) {
      const { width, height } = pixels;
      size ??= pixels;
      if (width !== size.width || height !== size.height)
        throw new RangeError(
          `gifFrames: all frames must have the size of the first, ${size.width} x ${size.height}, ` +
            `but frame ${count} is ${width} x ${height}`,
        );
      const indices = palette.indices(pixels);
      if (before === null) encoder.writeFrame(indices, width, height, { palette: palette.colours, delay });
      else
        encoder.writeFrame(changes(before, indices, palette.unchanged), width, height, {
          transparent: true,
          transparentIndex: palette.unchanged,
          dispose: 1, // leave the frame before in place
          delay,
        });
      before = indices;
      count++;
    },
    finish() {
      encoder.finish();
      return encoder.bytes();
    },
  };
}

function changes(before: Uint8Array, now: Uint8Array, unchanged: number): Uint8Array {
  const result = now.slice();
  for (let i = 0; i < result.length; i++) if (now[i] === before[i]) result[i] = unchanged;
  return result;
}
