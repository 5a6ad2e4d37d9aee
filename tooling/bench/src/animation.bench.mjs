/** The animation of the notebook, 100 frames as a GIF, training included. */
import { selectBackend } from '@hyperprior/backends';
import { runBas } from '@hyperprior/experiments';
import { basFigure } from '@hyperprior/figures';
import { createGifWriter } from '@hyperprior/figures/raster';

/** What the notebook takes for it (measured once, not in this run). */
const notebook = 28.8;

export async function run() {
  await selectBackend();
  const rows = [];
  for (const preset of ['rb-0.2-0.25', 'beta-2-6']) {
    const begin = performance.now();
    const gif = createGifWriter();
    let frames = 0;
    for await (const frame of runBas({ preset, steps: 100, frames: 100 })) {
      gif.add(basFigure(frame));
      frames++;
    }
    const bytes = gif.finish().length;
    const seconds = (performance.now() - begin) / 1000;
    rows.push([
      preset,
      frames,
      seconds.toFixed(2),
      5,
      `${(notebook / seconds).toFixed(1)} x`,
      `${(bytes / 1e6).toFixed(2)} MB`,
    ]);
  }
  return {
    title: 'The Batch-Shaping animation',
    columns: ['preset', 'frames', 's', 'at most', `against the notebook's ${notebook} s`, 'GIF'],
    rows,
  };
}
