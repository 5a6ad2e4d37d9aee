import { element, type Svg } from './svg.ts';

/** Files of the package's typeface, `fonts/Inter-Regular.ttf` and `fonts/Inter-SemiBold.ttf`. */
export interface FontFiles {
  readonly regular: Uint8Array;
  readonly semiBold: Uint8Array;
}

/**
 * Puts the typeface into a picture, so that it looks alike wherever it is opened: as a file, or as the image that a page draws on a
 * canvas, which may not use the page's own fonts. Adds 283 kB.
 */
export function embedFonts(svg: Svg, { regular, semiBold }: FontFiles): Svg {
  const rules = face(regular, 400) + face(semiBold, 600);
  const start = svg.indexOf('>', svg.indexOf('<svg')) + 1;
  return svg.slice(0, start) + element('style', {}, rules) + svg.slice(start);
}

const face = (font: Uint8Array, weight: number): string =>
  `@font-face{font-family:Inter;font-weight:${weight};src:url(data:font/ttf;base64,${base64(font)})}`;

/** Bytes as base64, by pieces: a call takes no more arguments. */
function base64(bytes: Uint8Array): string {
  const piece = 0x2000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += piece) binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(binary);
}
