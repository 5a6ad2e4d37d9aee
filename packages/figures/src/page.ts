import { type Layers, stack } from './layers.ts';
import { element, group, type Svg } from './svg.ts';
import { fontFamily, type Theme } from './theme.ts';

/**
 * A whole picture of this size, its background painted. The moving layer is the last group and carries its own id, so that
 * an animation can draw the fixed one once (see `raster/frame-pixels.ts`).
 */
export function page(
  { width, height, title, theme }: { width: number; height: number; title: string; theme: Theme },
  ...layers: readonly Layers[]
): Svg {
  const { fixed, moving } = stack(...layers);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-family': fontFamily,
      role: 'img',
      'aria-label': title,
    },
    element('rect', { width, height, fill: theme.background }),
    fixed,
    group({ id: 'moving' }, moving),
  );
}
