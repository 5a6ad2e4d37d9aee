import omggif from 'omggif';
import { describe, expect, test } from 'vitest';
import { basFigure } from '../../src/index.ts';
import { framePixels } from '../../src/raster/frame-pixels.ts';
import { createGifWriter, svgToPng } from '../../src/raster/index.ts';
import { render } from '../../src/raster/render.ts';
import { basFrame } from '../frames.ts';

const pictures = [0, 6, 12, 19].map((step) => basFigure(basFrame(step)));

/** The largest difference of two pictures, over all bytes. */
function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = a.length === b.length ? 0 : Number.POSITIVE_INFINITY;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
}

function meanDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
  return sum / a.length;
}

test('a PNG has the size of the SVG, times the scale', () => {
  for (const scale of [1, 2]) {
    const png = svgToPng(pictures[0], { scale });
    expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
    const header = new DataView(png.buffer, png.byteOffset);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([920 * scale, 600 * scale]);
  }
});

test('the words are drawn: the font of the package is found', () => {
  const at = (content: string) =>
    render(`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">${content}</svg>`, 1).pixels;
  const word = (weight: number) =>
    at(`<text x="10" y="30" font-size="20" font-family="Inter, sans-serif" font-weight="${weight}">Batch 10⁻³</text>`);
  const ink = (pixels: Uint8Array) => pixels.filter((_, i) => i % 4 === 3).reduce((sum, alpha) => sum + alpha, 0);
  expect(ink(at(''))).toBe(0);
  expect(ink(word(400))).toBeGreaterThan(20_000);
  expect(ink(word(600))).toBeGreaterThan(1.15 * ink(word(400)));
});

test('a picture drawn in layers is the one drawn whole', () => {
  const pixelsOf = framePixels(1);
  for (const svg of pictures) {
    const { data, width, height } = pixelsOf(svg);
    expect([width, height]).toEqual([920, 600]);
    expect(distance(data, render(svg, 1).pixels)).toBeLessThanOrEqual(8);
  }
});

test('an SVG without layers is drawn as a whole', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><rect width="3" height="2" fill="#f00"/></svg>';
  expect([...framePixels(1)(svg).data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
});

describe('an animation', () => {
  const writer = createGifWriter({ delay: 80, hold: 1500 });
  for (const svg of pictures) writer.add(svg);
  const bytes = writer.finish();
  const reader = new omggif.GifReader(Buffer.from(bytes));

  test('has all frames, their size and their times, and plays for ever', () => {
    expect([reader.width, reader.height, reader.numFrames(), reader.loopCount()]).toEqual([920, 600, 4, 0]);
    expect([0, 1, 2, 3].map((i) => reader.frameInfo(i).delay)).toEqual([8, 8, 8, 150]);
  });

  test('shows each picture, though only changes are stored', () => {
    const canvas = new Uint8Array(920 * 600 * 4);
    pictures.forEach((svg, i) => {
      reader.decodeAndBlitFrameRGBA(i, canvas);
      expect([i, meanDistance(canvas, render(svg, 1).pixels)]).toEqual([i, expect.closeTo(0, 0)]);
    });
    const first = new Uint8Array(920 * 600 * 4);
    reader.decodeAndBlitFrameRGBA(0, first);
    expect(meanDistance(canvas, first)).toBeGreaterThan(1);
  });

  test('of one frame is a picture', () => {
    const single = createGifWriter();
    single.add(pictures[0]);
    expect(new omggif.GifReader(Buffer.from(single.finish())).numFrames()).toBe(1);
  });
});

test('no frame, frames of two sizes and a scale of zero are refused', () => {
  expect(() => createGifWriter().finish()).toThrow(/at least one frame/);
  const writer = createGifWriter();
  for (const width of [30, 40])
    writer.add(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20"></svg>`);
  expect(() => writer.finish()).toThrow(/30 x 20, but frame 1 is 40 x 20/);
  expect(() => svgToPng(pictures[0], { scale: 0 })).toThrow(/'scale' must be a positive number, but is 0/);
});
