import { render } from './render.ts';

/** An SVG as a PNG file. @param scale pixels per unit of the SVG */
export function svgToPng(svg: string, { scale = 2 }: { readonly scale?: number } = {}): Uint8Array {
  return render(svg, scale).asPng();
}
