import type { Pixels } from './pixels.ts';
import { render } from './render.ts';

const movingLayer = '<g id="moving">';

/**
 * Draws the pictures of one animation. A figure's fixed layer holds nearly all of its text, which is half of the work:
 * it is drawn once and kept as long as it stays the same, and only the moving layer is drawn anew and laid over it. An
 * SVG without layers is drawn as a whole.
 */
export function framePixels(scale: number): (svg: string) => Pixels {
  let fixed: Pixels | null = null;
  let fixedSvg = '';
  return (svg) => {
    const cut = svg.indexOf(movingLayer);
    if (cut < 0) return draw(svg, scale);
    const below = `${svg.slice(0, cut)}</svg>`;
    if (fixed === null || below !== fixedSvg) {
      fixed = draw(below, scale);
      fixedSvg = below;
    }
    const root = svg.slice(0, svg.indexOf('>') + 1);
    return over(draw(root + svg.slice(cut), scale), fixed);
  };
}

function draw(svg: string, scale: number): Pixels {
  const image = render(svg, scale);
  return { data: image.pixels, width: image.width, height: image.height };
}

/** The upper picture laid over an opaque lower one. The renderer's colours are already multiplied by their alpha. */
function over(upper: Pixels, lower: Pixels): Pixels {
  const data = new Uint8Array(lower.data); // a copy: what the renderer gives is a Buffer, whose slice is a view
  const { data: top } = upper;
  for (let i = 3; i < top.length; i += 4) {
    const alpha = top[i];
    if (alpha === 0) continue;
    for (let j = i - 3; j < i; j++) data[j] = top[j] + ((255 - alpha) * data[j] + 127) / 255;
  }
  return { ...lower, data };
}
