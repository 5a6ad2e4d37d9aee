import { framePixels, type Pixels } from './frame-pixels.ts';
import { GIFEncoder } from './gif-encoder.ts';
import { paletteOf } from './palette.ts';

/** How an animation plays. */
export interface GifOptions {
  /** Milliseconds a frame. */
  readonly delay?: number;
  /** Milliseconds the last frame stays. */
  readonly hold?: number;
  /** Pixels per unit of the SVGs. */
  readonly scale?: number;
}

/** Collects frames and encodes them together. */
export interface GifWriter {
  /** Takes the next frame; all must have one size. */
  add(svg: string): void;
  /** The file, which plays for ever. Throws where no frame was added, or where frames differ in size. */
  finish(): Uint8Array;
}

/**
 * An animation of SVGs. One palette serves all frames, made of the first, the middle and the last one; after the first
 * frame only the pixels that change are stored.
 */
export function createGifWriter({ delay = 60, hold = 2500, scale = 1 }: GifOptions = {}): GifWriter {
  const frames: string[] = [];
  return {
    add(svg) {
      frames.push(svg);
    },
    finish() {
      if (frames.length === 0) throw new Error('createGifWriter: at least one frame must be added before finish()');
      return encode(frames, scale, (i) => (i === frames.length - 1 ? hold : delay));
    },
  };
}

function encode(frames: readonly string[], scale: number, delayOf: (frame: number) => number): Uint8Array {
  const pixelsOf = framePixels(scale);
  const samples = new Set([0, frames.length >> 1, frames.length - 1]);
  const palette = paletteOf([...samples].map((i) => pixelsOf(frames[i])));
  const encoder = GIFEncoder();
  let size: Pixels | null = null;
  let before: Uint8Array | null = null;
  frames.forEach((svg, i) => {
    const pixels = pixelsOf(svg);
    const { width, height } = pixels;
    size ??= pixels;
    if (width !== size.width || height !== size.height) {
      throw new Error(
        `createGifWriter: all frames must have the size of the first, ${size.width} x ${size.height}, ` +
          `but frame ${i} is ${width} x ${height}`,
      );
    }
    const indices = palette.indices(pixels);
    if (before === null) encoder.writeFrame(indices, width, height, { palette: palette.colours, delay: delayOf(i) });
    else {
      encoder.writeFrame(changes(before, indices, palette.unchanged), width, height, {
        transparent: true,
        transparentIndex: palette.unchanged,
        dispose: 1, // leave the frame before in place
        delay: delayOf(i),
      });
    }
    before = indices;
  });
  encoder.finish();
  return encoder.bytes();
}

function changes(before: Uint8Array, now: Uint8Array, unchanged: number): Uint8Array {
  const result = now.slice();
  for (let i = 0; i < result.length; i++) if (now[i] === before[i]) result[i] = unchanged;
  return result;
}
