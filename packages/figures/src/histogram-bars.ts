import type { ScaleLinear } from 'd3-scale';
import { bars } from './marks.ts';
import type { Box } from './panel.ts';
import { group, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

type Scale = ScaleLinear<number, number>;

/** The room a share's words take, in pixels. */
const room = 36;

/**
 * Bars of densities. One that is taller than its panel ends at the upper edge, and the share it stands for is written
 * there, the tallest first, as far as the words do not meet.
 */
export function histogramBars(
  density: Float64Array,
  domain: readonly [number, number],
  { box, x, y, theme }: { box: Box; x: Scale; y: Scale; theme: Theme },
): Svg {
  const top = y.invert(box.y);
  return (
    bars(
      density.map((value) => Math.min(value, top)),
      domain,
      x,
      y,
      { fill: theme.dataSoft, stroke: theme.data },
    ) + group({ fill: theme.data, 'font-size': 11, 'font-weight': 600 }, ...shares(density, domain, top, x, box.y + 9))
  );
}

/** The words stand beside their bars, towards the middle of the panel. */
function shares(density: Float64Array, [low, high]: readonly [number, number], top: number, x: Scale, at: number) {
  const width = (high - low) / density.length;
  const written: number[] = [];
  return Array.from(density, (value, i) => ({ value, i }))
    .filter(({ value }) => value > top)
    .sort((a, b) => b.value - a.value)
    .map(({ value, i }) => {
      const left = i >= density.length / 2;
      const edge = x(low + (left ? i : i + 1) * width) + (left ? -4 : 4);
      const middle = edge + (left ? -room : room) / 2;
      if (written.some((other) => Math.abs(other - middle) < room)) return '';
      written.push(middle);
      return text(edge, at, `${Math.round(100 * value * width)} %`, { 'text-anchor': left ? 'end' : 'start' });
    });
}
