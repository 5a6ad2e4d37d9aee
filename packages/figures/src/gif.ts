export { type GifFrames, gifFrames } from './raster/gif-frames.ts';
export type { Pixels } from './raster/pixels.ts';
