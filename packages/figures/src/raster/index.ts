export { createGifWriter, type GifOptions, type GifWriter } from './gif.ts';
export { svgToPng } from './png.ts';
