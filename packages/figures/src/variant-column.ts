import type { GatesFrame, GateVariantState } from '@hyperprior/experiments';
import { expectedHistogram, histogram, histogramTop } from './histogram.ts';
import { histogramBars } from './histogram-bars.ts';
import { type Layers, stack } from './layers.ts';
import { dots, linePath, lollipops } from './marks.ts';
import { type Box, gutter, panel } from './panel.ts';
import { across, upwards, wholePercent } from './scales.ts';
import { element, group, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

const bins = 20;
const unit: readonly [number, number] = [0, 1];

/** Where a column stands. */
export interface Place {
  readonly x: number;
  readonly width: number;
}

/** One variant of a gates run, from its name at the top to its course at the bottom. */
export function variantColumn(
  frame: GatesFrame,
  state: GateVariantState,
  { x: left, width }: Place,
  theme: Theme,
): Layers {
  const box = (y: number, height: number): Box => ({ x: left + gutter, y, width: width - gutter, height });
  return stack(
    {
      fixed: columnName(left, state.label, theme.text),
      moving:
        text(left, 99, status(frame, state), { fill: theme.muted, 'font-size': 12 }) + keyFigures(state, left, theme),
    },
    probabilityPanel(frame, state, box(236, 110), theme),
    openPanel(frame, state, box(408, 100), theme),
    coursePanel(frame, state, box(562, 110), theme),
  );
}

/** What stands over a column. */
export const columnName = (x: number, label: string, fill: string): Svg =>
  text(x, 80, label, { fill, 'font-size': 16, 'font-weight': 600 });

function status({ epochs }: GatesFrame, { running, epoch, result }: GateVariantState): string {
  if (running) return `epoch ${epoch} of ${epochs}, validation set`;
  return result ? 'test set, hard gates' : `stopped at epoch ${epoch} of ${epochs}, validation set`;
}

const percent = (share: number | undefined): string =>
  share === undefined || !Number.isFinite(share) ? '–' : `${(100 * share).toFixed(1).replace('-', '−')} %`;

function keyFigures({ history, result }: GateVariantState, left: number, theme: Theme): Svg {
  const last = history.at(-1);
  const entries: [string, number | undefined][] = [
    ['accuracy', result?.accuracy ?? last?.validationAccuracy],
    ['gates open', result?.openShare ?? last?.openShare],
    ['conditional', result?.conditionalShare ?? last?.conditionalShare],
    ['work saved', result?.multiplicationsSaved],
    ['gates shuffled', result?.shuffledAccuracy],
  ];
  const cells = entries.map(([label, share], i) => {
    const [x, y] = [left + (i % 3) * 92, 131 + Math.floor(i / 3) * 42];
    return (
      text(x, y, percent(share), { fill: theme.text, 'font-size': 15, 'font-weight': 600 }) +
      text(x, y + 15, label, { fill: theme.muted, 'font-size': 11 })
    );
  });
  return group({}, ...cells);
}

function probabilityPanel({ prior }: GatesFrame, state: GateVariantState, box: Box, theme: Theme): Layers {
  const expected = expectedHistogram(prior, unit, bins);
  const [x, y] = [across(unit, box), upwards([0, 1.2 * histogramTop(expected)], box)];
  const shaped = state.name === 'bas';
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => i / bins);
  const heights = Float64Array.from(edges, (_, i) => expected[Math.min(i, bins - 1)]);
  return panel(
    {
      box,
      title: 'Gate probabilities',
      legend: shaped
        ? [
            ['gates', theme.data],
            ['prior', theme.target],
          ]
        : [['gates', theme.data]],
      x: { scale: x, ticks: [0, 0.5, 1] },
      y: { scale: y, ticks: y.ticks(3) },
      theme,
    },
    {
      fixed: '',
      moving:
        histogramBars(histogram(state.probabilities, unit, bins), unit, { box, x, y, theme }) +
        (shaped ? linePath(edges, heights, x, y, { stroke: theme.target, steps: true }) : ''),
    },
  );
}

/** A gate outside this band decides nothing. */
const [rarely, mostly] = [0.05, 0.95];

function openPanel({ prior }: GatesFrame, { name, openShares }: GateVariantState, box: Box, theme: Theme): Layers {
  const y = upwards(unit, box);
  const x = across([0, Math.max(1, openShares.length)], box);
  const gates = Array.from(openShares, (share, i) => ({ at: i + 0.5, share })).filter(({ share }) =>
    Number.isFinite(share),
  );
  const held = name === 'mean' || name === 'bas';
  const decides = ({ share }: { share: number }) => share >= rarely && share <= mostly;
  const draw = (chosen: typeof gates, fill: string) =>
    lollipops(
      chosen.map(({ at }) => at),
      chosen.map(({ share }) => share),
      x,
      y,
      fill,
    );
  const band = { x: box.x, y: y(mostly), width: box.width, height: y(rarely) - y(mostly), fill: theme.secondSoft };
  return panel(
    {
      box,
      title: 'Open share by gate',
      legend: held
        ? [
            ['conditional', theme.second],
            ['target', theme.target],
          ]
        : [['conditional', theme.second]],
      x: { scale: x, ticks: [] },
      y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent },
      theme,
    },
    {
      fixed:
        element('rect', band) +
        (held
          ? linePath([box.x, box.x + box.width], [prior.mean, prior.mean], Number, y, { stroke: theme.target })
          : ''),
      moving:
        draw(gates.filter(decides), theme.second) +
        draw(
          gates.filter((gate) => !decides(gate)),
          theme.muted,
        ),
    },
  );
}

function coursePanel({ epochs }: GatesFrame, { history }: GateVariantState, box: Box, theme: Theme): Layers {
  const y = upwards(unit, box);
  const x = across([1, Math.max(2, epochs)], box);
  const at = history.map(({ epoch }) => epoch);
  const course = (values: number[], stroke: string) =>
    linePath(at, values, x, y, { stroke }) + dots(at.slice(-1), values.slice(-1), x, y, { fill: stroke, radius: 3 });
  return panel(
    {
      box,
      title: 'Course',
      legend: [
        ['accuracy', theme.text],
        ['open', theme.data],
        ['conditional', theme.second],
      ],
      x: { scale: x, label: 'epoch', ticks: x.ticks(4).filter(Number.isInteger), format: String },
      y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent },
      theme,
    },
    {
      fixed: '',
      moving:
        course(
          history.map(({ conditionalShare }) => conditionalShare),
          theme.second,
        ) +
        course(
          history.map(({ openShare }) => openShare),
          theme.data,
        ) +
        course(
          history.map(({ validationAccuracy }) => validationAccuracy),
          theme.text,
        ),
    },
  );
}
