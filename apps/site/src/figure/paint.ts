/** Where a figure's moving layer begins (`page` of @hyperprior/figures). */
const seam = '<g id="moving">';

/** What is fixed in a figure, and what moves in it; a picture that is not in layers is all fixed. */
export function layersOf(svg: string): { fixed: string; moving: string | null } {
  const at = svg.lastIndexOf(seam);
  const end = svg.lastIndexOf('</g></svg>');
  if (at < 0 || end < at) return { fixed: svg, moving: null };
  return { fixed: `${svg.slice(0, at)}<g>${svg.slice(end)}`, moving: svg.slice(at + seam.length, end) };
}

/** Paints the figures of a run into an element: what is fixed only when it changes. */
export function painter(element: Element): (svg: string) => void {
  let shown = '';
  return (svg) => {
    const { fixed, moving } = layersOf(svg);
    if (fixed !== shown) element.innerHTML = fixed;
    shown = fixed;
    const layer = element.querySelector('svg > g:last-child');
    if (layer && moving !== null) layer.innerHTML = moving;
  };
}
