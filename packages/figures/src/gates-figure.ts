import type { GatesFrame, GateVariantState } from '@hyperprior/experiments';
import { scaleLinear } from 'd3-scale';
import type { FigureOptions } from './bas-figure.ts';
import { expectedHistogram, histogram } from './histogram.ts';
import { bars, linePath } from './marks.ts';
import { page } from './page.ts';
import { type Box, clipped, panel } from './panel.ts';
import { element, group, type Svg, text } from './svg.ts';
import { type Theme, themes } from './theme.ts';

const column = 300;
const margin = 24;
const height = 708;
const bins = 20;
const unit: readonly [number, number] = [0, 1];

/**
 * One frame of a gates run: the variants side by side, each with its figures, the distribution of its gates'
 * probabilities (settling on the prior, under Batch-Shaping), how often each gate opens, and its course so far.
 */
export function gatesFigure(frame: GatesFrame, { theme: name = 'light', title }: FigureOptions = {}): Svg {
  const theme = themes[name];
  const width = 2 * margin + column * Math.max(2, frame.asked.length);
  const heading = title ?? 'Gated classifiers on the same data: ways of holding the gates';
  return page(
    width,
    height,
    theme,
    heading,
    text(margin, 38, heading, { fill: theme.text, 'font-size': 18, 'font-weight': 600 }),
    ...frame.asked.map((variant, i) => {
      const state = frame.variants.find((candidate) => candidate.name === variant);
      return state ? variantColumn(frame, state, margin + i * column, theme) : '';
    }),
  );
}

function variantColumn(frame: GatesFrame, state: GateVariantState, left: number, theme: Theme): Svg {
  const box = (y: number, length: number): Box => ({ x: left + 40, y, width: column - 74, height: length });
  return group(
    {},
    text(left, 76, state.label, { fill: theme.text, 'font-size': 16, 'font-weight': 600 }),
    text(left, 95, status(frame, state), { fill: theme.muted, 'font-size': 12 }),
    keyFigures(state, left, theme),
    probabilityPanel(frame, state, box(226, 108), theme),
    openPanel(frame, state, box(394, 96), theme),
    coursePanel(frame, state, box(550, 108), theme),
  );
}

function status({ epochs }: GatesFrame, { running, epoch, result }: GateVariantState): string {
  if (running) return `epoch ${epoch} of ${epochs}, validation set`;
  return result ? 'trained; test set, hard gates' : 'trained';
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function keyFigures({ history, result }: GateVariantState, left: number, theme: Theme): Svg {
  const last = history[history.length - 1];
  const entries: [string, string][] = [
    ['accuracy', percent(result?.accuracy ?? last?.validationAccuracy ?? 0)],
    ['gates open', percent(result?.openShare ?? last?.openShare ?? 0)],
    ['conditional', percent(result?.conditionalShare ?? last?.conditionalShare ?? 0)],
    ['work saved', result ? percent(result.multiplicationsSaved) : '…'],
    ['gates shuffled', result ? percent(result.shuffledAccuracy) : '…'],
  ];
  const cells = entries.map(([label, value], i) => {
    const [x, y] = [left + (i % 3) * 90, 124 + Math.floor(i / 3) * 40];
    return (
      text(x, y, value, { fill: theme.text, 'font-size': 15, 'font-weight': 600 }) +
      text(x, y + 15, label, { fill: theme.muted, 'font-size': 11 })
    );
  });
  return group({}, ...cells);
}

const across = ({ x, width }: Box) =>
  scaleLinear()
    .domain(unit)
    .range([x, x + width]);
const upwards = (domain: readonly [number, number], { y, height: length }: Box) =>
  scaleLinear()
    .domain(domain)
    .range([y + length, y]);
const asPercent = (value: number): string => `${Math.round(100 * value)} %`;

function probabilityPanel({ prior }: GatesFrame, state: GateVariantState, box: Box, theme: Theme): Svg {
  const expected = expectedHistogram(prior, unit, bins);
  const top = 2 * Math.max(...expected);
  const [x, y] = [across(box), upwards([0, top], box)];
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => i / bins);
  const target = Float64Array.from(edges, (_, i) => expected[Math.min(i, bins - 1)]);
  return panel(
    {
      box,
      title: 'Gate probabilities',
      x: { scale: x, ticks: [0, 0.5, 1] },
      y: { scale: y, ticks: y.ticks(3) },
      theme,
    },
    clipped(
      `probabilities-${state.name}`,
      box,
      bars(histogram(state.probabilities, unit, bins), unit, x, (value) => y(Math.min(value, 2 * top)), theme.dataSoft),
      state.name === 'bas' ? linePath(edges, target, x, y, { stroke: theme.target, steps: true }) : '',
    ),
    state.name === 'bas'
      ? text(box.x + box.width, box.y - 10, 'the prior', { fill: theme.target, 'font-size': 12, 'text-anchor': 'end' })
      : '',
  );
}

/** A gate outside this band decides nothing. */
const [rarely, mostly] = [0.05, 0.95];

function openPanel({ prior }: GatesFrame, { name, openShares }: GateVariantState, box: Box, theme: Theme): Svg {
  const y = upwards(unit, box);
  const x = scaleLinear()
    .domain([0, openShares.length])
    .range([box.x, box.x + box.width]);
  const band = element('rect', {
    x: box.x,
    y: y(mostly),
    width: box.width,
    height: y(rarely) - y(mostly),
    fill: theme.second,
    'fill-opacity': 0.1,
  });
  return panel(
    {
      box,
      title: 'How often each gate opens',
      x: { scale: x, ticks: [] },
      y: { scale: y, ticks: [0, 0.5, 1], format: asPercent },
      theme,
    },
    band,
    bars(openShares, [0, openShares.length], x, y, theme.data),
    name === 'mean' || name === 'bas'
      ? element('path', { d: `M${box.x} ${y(prior.mean)}h${box.width}`, stroke: theme.target, 'stroke-width': 2 })
      : '',
  );
}

function coursePanel({ epochs }: GatesFrame, { history }: GateVariantState, box: Box, theme: Theme): Svg {
  const y = upwards(unit, box);
  const x = scaleLinear()
    .domain([1, Math.max(2, epochs)])
    .range([box.x, box.x + box.width]);
  const at = history.map(({ epoch }) => epoch);
  const course = (values: number[], stroke: string) => linePath(at, values, x, y, { stroke });
  return panel(
    {
      box,
      x: { scale: x, label: 'epoch', ticks: x.ticks(4).filter(Number.isInteger) },
      y: { scale: y, ticks: [0, 0.5, 1], format: asPercent },
      theme,
    },
    course(
      history.map(({ validationAccuracy }) => validationAccuracy),
      theme.text,
    ),
    course(
      history.map(({ openShare }) => openShare),
      theme.data,
    ),
    course(
      history.map(({ conditionalShare }) => conditionalShare),
      theme.second,
    ),
    courseLegend(box, theme),
  );
}

function courseLegend({ x, y }: Box, theme: Theme): Svg {
  const entries = [
    ['accuracy', theme.text, 0],
    ['open', theme.data, 62],
    ['conditional', theme.second, 104],
  ] as const;
  return group(
    { 'font-size': 12, 'font-weight': 600 },
    ...entries.map(([name, fill, offset]) => text(x + offset, y - 10, name, { fill })),
  );
}
