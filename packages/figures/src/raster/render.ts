import { type RenderedImage, Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';
import { fontFiles } from '../font-files.ts';

/** Only the font that ships with the package is used, so that a picture is the same on every machine. */
const options = (scale: number): ResvgRenderOptions => ({
  fitTo: { mode: 'zoom', value: scale },
  font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Inter' },
});

/** Draws an SVG as pixels. Throws where `scale` is not positive, or the text is no SVG. */
export function render(svg: string, scale: number): RenderedImage {
  if (!(scale > 0 && Number.isFinite(scale))) {
    throw new Error(`figures/raster: 'scale' must be a positive number, but is ${scale}`);
  }
  return new Resvg(svg, options(scale)).render();
}
