import type { ScaleLinear } from 'd3-scale';
import { bars } from './marks.ts';
import type { Box } from './panel.ts';
import { group, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

/** Bars of densities. One that is taller than its panel ends at the upper edge, and the share it stands for is written there. */
export function histogramBars(
  density: Float64Array,
  domain: readonly [number, number],
  { box, x, y, theme }: { box: Box; x: ScaleLinear<number, number>; y: ScaleLinear<number, number>; theme: Theme },
): Svg {
  const top = y.invert(box.y);
  const width = (domain[1] - domain[0]) / density.length;
  const words = Array.from(density, (value, i) => {
    if (value <= top) return '';
    const left = i >= density.length / 2;
    const edge = x(domain[0] + (left ? i : i + 1) * width);
    return text(edge + (left ? -4 : 4), box.y + 9, `${Math.round(100 * value * width)} %`, {
      'text-anchor': left ? 'end' : 'start',
    });
  });
  return (
    bars(
      density.map((value) => Math.min(value, top)),
      domain,
      x,
      y,
      theme.dataSoft,
    ) + group({ fill: theme.data, 'font-size': 11, 'font-weight': 600 }, ...words)
  );
}
