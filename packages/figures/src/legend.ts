import { element, group, round, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

/** Names with their colours, one below the other. */
export function legend(
  x: number,
  y: number,
  entries: readonly (readonly [name: string, colour: string])[],
  theme: Theme,
): Svg {
  const lines = entries.map(([name, colour], i) => {
    const line = y + 18 * i;
    return (
      element('path', { d: `M${round(x)} ${round(line)}h18`, stroke: colour, 'stroke-width': 3 }) +
      text(x + 25, line + 4, name, { fill: theme.text })
    );
  });
  return group({ 'font-size': 12 }, ...lines);
}
