import { say } from './failure.ts';

/** What draws PNG and GIF files. */
export type Raster = typeof import('@hyperprior/figures/raster');

/** Loads what draws pictures of pixels; where it cannot be loaded, says in one line what will be missing. */
export async function loadRaster(missing = 'figure.png and figure.gif are'): Promise<Raster | null> {
  try {
    return await import('@hyperprior/figures/raster');
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split('\n');
    say(`${missing} left out: @resvg/resvg-js, which draws pixels, cannot be loaded here (${why})`);
    return null;
  }
}
