import { alphaDomain, alphaText, landmarkLines, landmarks, landmarkText } from '../alpha-axis.ts';
import { beyondSides } from '../beyond.ts';
import { histogram } from '../histogram.ts';
import type { Layers } from '../layers.ts';
import { bars, linePath } from '../marks.ts';
import { type Box, type Legend, panel } from '../panel.ts';
import { across, upwards } from '../scales.ts';
import type { Theme } from '../theme.ts';
import { pinned } from './alpha-panel.ts';
import { compact } from './compact.ts';
import type { Course } from './course.ts';
import { latestOf } from './latest-alphas.ts';

const bins = 36;

/** How the latest alphas are spread, with the curve of a normal distribution of their mean and deviation. */
export function alphaHistogramPanel(course: Course, place: Box, theme: Theme): Layers {
  const latest = latestOf(course);
  const shown = latest.map(pinned);
  const { mean, deviation } = momentsOf(shown);
  const density = histogram(shown, alphaDomain, bins);
  const grid = Float64Array.from(
    { length: 161 },
    (_, i) => alphaDomain[0] + (i * (alphaDomain[1] - alphaDomain[0])) / 160,
  );
  const curve = grid.map((at) => normal((at - mean) / deviation) / deviation);
  const tallest = Math.max(...density);
  const aboveAxis = (each: number) => (each > tallest / 200 ? each : Number.NaN);
  const top = 1.15 * Math.max(tallest, Math.min(Math.max(...curve), 1.5 * tallest) || 0);
  const legend: Legend = [[`mean ${alphaText(mean)} ± ${deviation.toFixed(2)}`, theme.target]];
  const title = `The latest ${compact(shown.length)} alphas`;
  return panel({ place, title, legend, label: 'alpha', theme }, (box) => {
    const [x, y] = [across(alphaDomain, box), upwards([0, top], box).clamp(true)];
    return {
      x: { scale: x, ticks: landmarks, format: landmarkText },
      y: { scale: y, ticks: [] },
      fixed: landmarkLines(box, x, theme),
      moving:
        bars(density, alphaDomain, x, y, { fill: theme.dataSoft, stroke: theme.data }) +
        (deviation > 0 ? linePath(grid, curve.map(aboveAxis), x, y, { stroke: theme.target }) : '') +
        beyondSides(latest, box, box.y + 14, theme.data, theme),
    };
  });
}

function momentsOf(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}

const normal = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
