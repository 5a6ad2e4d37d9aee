import { fileURLToPath } from 'node:url';
import { Resvg, type ResvgRenderOptions } from '@resvg/resvg-js';

const font = (name: string): string => fileURLToPath(new URL(`../fonts/${name}.ttf`, import.meta.url));

/** Only the font that ships with the package is used, so that a picture is the same on every machine. */
const options = (scale: number): ResvgRenderOptions => ({
  fitTo: { mode: 'zoom', value: scale },
  font: {
    loadSystemFonts: false,
    fontFiles: [font('Inter-Regular'), font('Inter-SemiBold')],
    defaultFontFamily: 'Inter',
  },
});

/** Draws an SVG as pixels. */
export const render = (svg: string, scale: number) => new Resvg(svg, options(scale)).render();
