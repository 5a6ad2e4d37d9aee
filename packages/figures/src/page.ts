import { element, type Svg } from './svg.ts';
import { fontFamily, type Theme } from './theme.ts';

/** A whole picture of this size, its background painted. */
export function page(width: number, height: number, theme: Theme, title: string, ...content: readonly Svg[]): Svg {
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
    ...content,
  );
}
