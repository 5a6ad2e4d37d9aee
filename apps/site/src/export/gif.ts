import { gifFrames, type Pixels } from '@hyperprior/figures/gif';
import { canvasOf } from './canvas.ts';

/** Most frames of an animation; a longer run is thinned out evenly. */
const mostFrames = 120;
/** Milliseconds that a frame and the last frame are shown. */
const [delay, hold] = [60, 2500];

export interface GifJob {
  /** Number of pictures. */
  readonly count: number;
  readonly draw: (index: number) => string;
  readonly signal: AbortSignal;
  /** Called before each picture. */
  readonly onProgress: (done: number, of: number) => void;
}

/** Indices of at most `most` of `count` frames, evenly spread, with the first and the last. */
export function thinned(count: number, most = mostFrames): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/**
 * Animates a run, picture by picture, so that the page can be used meanwhile. Throws the signal's reason if it is aborted.
 */
export async function gifOf({ count, draw, signal, onProgress }: GifJob): Promise<Blob> {
  const chosen = thinned(count);
  const pixels = async (index: number) => pixelsOf(await canvasOf(draw(index), 1));
  const samples = [];
  for (const k of new Set([0, chosen.length >> 1, chosen.length - 1])) {
    signal.throwIfAborted();
    samples.push(await pixels(chosen[k]));
  }
  const gif = gifFrames(samples);
  for (const [k, index] of chosen.entries()) {
    signal.throwIfAborted();
    onProgress(k, chosen.length);
    gif.add(await pixels(index), k === chosen.length - 1 ? hold : delay);
    await new Promise((resolve) => setTimeout(resolve));
  }
  signal.throwIfAborted();
  return new Blob([gif.finish().slice()], { type: 'image/gif' });
}

function pixelsOf(canvas: HTMLCanvasElement): Pixels {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('the browser gave no canvas');
  return { data: new Uint8Array(context.getImageData(0, 0, width, height).data.buffer), width, height };
}
