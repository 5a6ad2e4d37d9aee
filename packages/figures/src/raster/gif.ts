/// <reference path="./gifenc.d.ts" />
import gifenc from 'gifenc';
import { render } from './render.ts';

const { applyPalette, GIFEncoder, quantize } = gifenc;

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
  /** The file. Throws where no frame was added. */
  finish(): Uint8Array;
}

/** Colours enough for figures whose lines are smoothed at their edges. */
const colours = 128;

/** An animation of SVGs, one palette for all frames, made of the first and the last one. */
export function createGifWriter({ delay = 60, hold = 2500, scale = 1 }: GifOptions = {}): GifWriter {
  const frames: string[] = [];
  return {
    add(svg) {
      frames.push(svg);
    },
    finish() {
      if (frames.length === 0) throw new Error('createGifWriter: at least one frame must be added before finish()');
      const encoder = GIFEncoder();
      const palette = paletteOf(frames[0], frames[frames.length - 1], scale);
      frames.forEach((svg, i) => {
        const { pixels, width, height } = render(svg, scale);
        const indexed = applyPalette(pixels, palette, 'rgb565');
        const last = i === frames.length - 1;
        encoder.writeFrame(indexed, width, height, {
          palette: i === 0 ? palette : undefined,
          delay: last ? hold : delay,
        });
      });
      encoder.finish();
      return encoder.bytes();
    },
  };
}

function paletteOf(first: string, last: string, scale: number): number[][] {
  const [a, b] = [render(first, scale).pixels, render(last, scale).pixels];
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return quantize(both, colours, { format: 'rgb565' });
}
