import type { PriorDescription } from '@hyperprior/experiments';
import { type FigureOptions, figureWidth } from './figure-options.ts';
import { head } from './head.ts';
import { expectedHistogram, histogramTop } from './histogram.ts';
import type { Layers } from './layers.ts';
import { layOut, naturalWidth } from './layout.ts';
import { belowLimit, linePath, lollipops } from './marks.ts';
import { page } from './page.ts';
import { type Box, panel } from './panel.ts';
import { priorKey } from './prior-key.ts';
import { type PriorLine, priorLines } from './prior-lines.ts';
import { across, upwards } from './scales.ts';
import type { Svg } from './svg.ts';
import { type Theme, themes } from './theme.ts';

const bins = 40;

/**
 * Priors alone: density and cdf, several of them over each other, with their moments in numbers. A discrete prior has a stem for the
 * mass of each value, and a cdf in steps.
 */
export function priorFigure(priors: PriorDescription | readonly PriorDescription[], options: FigureOptions = {}): Svg {
  const theme = themes[options.theme ?? 'light'];
  const width = figureWidth('priorFigure', options.width, naturalWidth);
  const lines = priorLines('kind' in priors ? [priors] : priors, theme);
  const [low, high] = domainOf(lines);
  const what = lines.length === 1 ? 'a prior' : `${lines.length} priors`;
  const title = options.title ?? `Density and cumulative distribution of ${what}`;
  const top = head({ title }, width, theme);
  const key = priorKey(lines, { width, top: top.bottom }, theme);
  const draw = (panelOf: typeof densityPanel) => (place: Box) => panelOf(lines, [low, high], place, theme);
  const { layers, bottom } = layOut(
    [
      { share: 1, slots: [{ height: 340, draw: draw(densityPanel) }] },
      { share: 1, slots: [{ height: 340, draw: draw(cdfPanel) }] },
    ],
    { width, top: key.bottom },
  );
  return page({ width, height: bottom, theme, title }, top.layers, key.layers, ...layers);
}

type Interval = readonly [low: number, high: number];

/** The interval that shows all priors; discrete ones get room beside their outermost values. */
function domainOf(lines: readonly PriorLine[]): Interval {
  const room = ({ prior: { kind, domain } }: PriorLine) =>
    kind === 'discrete' ? 0.05 * (domain[1] - domain[0]) || 1 : 0;
  const low = Math.min(...lines.map((line) => line.prior.domain[0] - room(line)));
  const high = Math.max(...lines.map((line) => line.prior.domain[1] + room(line)));
  return [low, high];
}

function densityPanel(lines: readonly PriorLine[], domain: Interval, place: Box, theme: Theme): Layers {
  const kinds = new Set(lines.map(({ prior }) => prior.kind));
  const title = kinds.has('discrete')
    ? kinds.size > 1
      ? 'Density, or mass of a value'
      : 'Mass of each value'
    : 'Density';
  const top = Math.max(...lines.map(({ prior }) => topOf(prior)));
  return panel({ place, title, label: 'value', theme }, (box) => {
    const [x, y] = [across(domain, box), upwards([0, top], box)];
    const fixed = lines.map(({ prior, colour, dash }) => {
      if (prior.kind === 'discrete') return lollipops(prior.x, prior.pdf, x, y, colour);
      const [at, density] = withEdges(prior);
      const inside = belowLimit(at, density, top);
      return linePath(inside.x, inside.y, x, y, { stroke: colour, dash });
    });
    return { x: { scale: x }, y: { scale: y }, fixed: fixed.join(''), moving: '' };
  });
}

/** The density on its grid, with its fall to zero where a finite support ends. */
function withEdges({ x, pdf, support: [low, high] }: PriorDescription): [at: number[], density: number[]] {
  const [startsHere, endsHere] = [x[0] === low, x[x.length - 1] === high];
  return [
    [...(startsHere ? [low] : []), ...x, ...(endsHere ? [high] : [])],
    [...(startsHere ? [0] : []), ...pdf, ...(endsHere ? [0] : [])],
  ];
}

/** The upper end of a prior's part of the axis: its mode, unless that dwarfs the rest. */
function topOf(prior: PriorDescription): number {
  const most = prior.pdf.reduce(
    (top, value) => (Number.isFinite(value) ? Math.max(top, value) : Number.POSITIVE_INFINITY),
    0,
  );
  if (prior.kind === 'discrete') return 1.1 * most;
  const usual = histogramTop(expectedHistogram(prior, prior.domain, bins));
  return most > 0 ? Math.min(1.1 * most, 2 * usual) : usual;
}

function cdfPanel(lines: readonly PriorLine[], domain: Interval, place: Box, theme: Theme): Layers {
  return panel({ place, title: 'Cumulative distribution', label: 'value', theme }, (box) => {
    const [x, y] = [across(domain, box), upwards([0, 1], box)];
    const fixed = lines.map(({ prior, colour, dash }) => {
      const [at, share] = [
        [domain[0], ...prior.x, domain[1]],
        [prior.kind === 'discrete' ? 0 : prior.cdf[0], ...prior.cdf, prior.cdf[prior.cdf.length - 1]],
      ];
      return linePath(at, share, x, y, { stroke: colour, dash, steps: prior.kind === 'discrete' });
    });
    return { x: { scale: x }, y: { scale: y }, fixed: fixed.join(''), moving: '' };
  });
}
