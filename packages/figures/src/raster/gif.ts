import { framePixels } from './frame-pixels.ts';
import { gifFrames } from './gif-frames.ts';

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
  const gif = gifFrames([...samples].map((i) => pixelsOf(frames[i])));
  for (const [i, svg] of frames.entries()) gif.add(pixelsOf(svg), delayOf(i));
  return gif.finish();
}
