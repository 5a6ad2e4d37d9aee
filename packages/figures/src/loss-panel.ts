import type { AlphaFrame } from '@hyperprior/experiments';
import type { ColouredTraining } from './alpha-strips.ts';
import type { Layers } from './layers.ts';
import { belowLimit, dots, linePath } from './marks.ts';
import { type Box, panel } from './panel.ts';
import { across, decades, powers, upwardsLog } from './scales.ts';
import { type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

/** The losses of trainings side by side, each a running mean: batches differ more than trainings do. */
export function lossPanel(rows: readonly ColouredTraining[], { steps }: AlphaFrame, place: Box, theme: Theme): Layers {
  const window = Math.max(1, Math.round(steps / 40));
  const means = rows.map(({ training }) => runningMeans(training.losses, window));
  const first = means[0]?.[0] ?? 1;
  const [low] = decades(...means.map((values) => values.map((value) => Math.min(value, first))));
  const domain = [low, Number(`1e${Math.ceil(Math.log10(2 * first))}`)] as const;
  const title = window > 1 ? `Loss, mean of ${window} steps` : 'Loss';
  return panel({ place, title, label: 'step', theme }, (box) => {
    const [x, y] = [across([1, Math.max(2, steps)], box), upwardsLog(domain, box)];
    return {
      x: { scale: x, ticks: x.ticks(5).filter(Number.isInteger) },
      y: { scale: y, ticks: powers(domain), format: String },
      moving: rows.map(({ colour }, i) => curve(means[i], domain[1], { x, y, colour })).join(''),
    };
  });
}

type Position = (value: number) => number;

/** The curve up to the panel's upper edge: a training that diverges leaves it there. */
function curve(means: Float64Array, top: number, { x, y, colour }: { x: Position; y: Position; colour: string }): Svg {
  const at = means.map((_, i) => i + 1);
  const line = belowLimit(at, means, top);
  const left = means.findIndex((value) => value > top);
  const end = left < 0 ? dots(at.slice(-1), means.slice(-1), x, y, { fill: colour, radius: 3.5 }) : '';
  const away =
    left < 0 ? '' : text(x(left + 1), y(top) - 2, '↑', { fill: colour, 'font-size': 12, 'text-anchor': 'middle' });
  return linePath(line.x, line.y, x, y, { stroke: colour }) + end + away;
}

/** The mean of so many values up to each. */
function runningMeans(values: Float64Array, window: number): Float64Array {
  let sum = 0;
  return values.map((value, i) => {
    sum += value - (i >= window ? values[i - window] : 0);
    return sum / Math.min(i + 1, window);
  });
}
