import { expect, test, vi } from 'vitest';
import { gifOf } from '../src/export/gif.ts';

vi.mock('../src/export/canvas.ts', () => ({
  canvasOf: async () => ({
    width: 2,
    height: 1,
    getContext: () => ({ getImageData: () => ({ data: new Uint8ClampedArray(8).fill(255) }) }),
  }),
}));

test('a GIF that is cancelled draws no further picture and gives no file', async () => {
  const job = new AbortController();
  const draw = vi.fn(() => '<svg/>');
  const onProgress = (done: number) => {
    if (done === 2) job.abort();
  };
  const making = gifOf({ count: 50, draw, signal: job.signal, onProgress });
  await expect(making).rejects.toThrow(/abort/);
  // Three samples for the colours, then the pictures 0 to 2.
  expect(draw).toHaveBeenCalledTimes(6);
});

test('a GIF that is cancelled before its first picture draws none', async () => {
  const draw = vi.fn(() => '<svg/>');
  const making = gifOf({ count: 50, draw, signal: AbortSignal.abort(), onProgress: () => {} });
  await expect(making).rejects.toThrow(/abort/);
  expect(draw).not.toHaveBeenCalled();
});
