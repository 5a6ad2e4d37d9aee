import type { GatesFrame, GateVariantState } from '@hyperprior/experiments';
import { expectedHistogram, histogram, histogramTop } from './histogram.ts';
import { histogramBars } from './histogram-bars.ts';
import { type Layers, stack } from './layers.ts';
import { dots, linePath, lollipops } from './marks.ts';
import { type Box, type Legend, panel } from './panel.ts';
import { across, upwards, wholePercent } from './scales.ts';
import { element, group, type Svg, text } from './svg.ts';
import type { Theme } from './theme.ts';

const bins = 20;
const unit: readonly [number, number] = [0, 1];

/** Heights of a column's words and panels with the space below each. */
const heights = { words: 130, probabilities: 175, open: 155, history: 170 };

/** One variant of a gates run, from its name at the top to its history at the bottom. */
export function variantColumn(frame: GatesFrame, state: GateVariantState, place: Box, theme: Theme): Layers {
  const { words, probabilities, open, history } = heights;
  const at = (y: number, height: number): Box => ({ ...place, y: place.y + y, height: height - 12 });
  return stack(
    {
      fixed: columnName(place, state.label, theme.text),
      moving: columnStatus(place, status(frame, state), theme) + keyFigures(state, place, theme),
    },
    probabilityPanel(frame, state, at(words, probabilities), theme),
    openPanel(frame, state, at(words + probabilities, open), theme),
    historyPanel(frame, state, at(words + probabilities + open, history), theme),
  );
}

/** Name of a variant, above its column. */
export const columnName = ({ x, y }: Box, label: string, fill: string): Svg =>
  text(x, y + 15, label, { fill, 'font-size': 16, 'font-weight': 600 });

/** State of a variant, below its name. */
export const columnStatus = ({ x, y }: Box, words: string, theme: Theme): Svg =>
  text(x, y + 34, words, { fill: theme.muted, 'font-size': 12 });

function status({ epochs }: GatesFrame, { running, epoch, result }: GateVariantState): string {
  if (running) return `epoch ${epoch} of ${epochs}, validation set`;
  return result ? 'test set, hard gates' : `stopped at epoch ${epoch} of ${epochs}, validation set`;
}

const percent = (share: number | undefined): string =>
  share === undefined || !Number.isFinite(share) ? '–' : `${(100 * share).toFixed(1).replace('-', '−')} %`;

function keyFigures({ history, result }: GateVariantState, place: Box, theme: Theme): Svg {
  const last = history.at(-1);
  const entries: [string, number | undefined][] = [
    ['accuracy', result?.accuracy ?? last?.validationAccuracy],
    ['gates open', result?.openShare ?? last?.openShare],
    ['conditional', result?.conditionalShare ?? last?.conditionalShare],
    ['work saved', result?.multiplicationsSaved],
    ['gates shuffled', result?.shuffledAccuracy],
  ];
  const cells = entries.map(([label, share], i) => {
    const [x, y] = [place.x + (i % 3) * Math.min(120, place.width / 3), place.y + 64 + Math.floor(i / 3) * 38];
    return (
      text(x, y, percent(share), { fill: theme.text, 'font-size': 15, 'font-weight': 600 }) +
      text(x, y + 15, label, { fill: theme.muted, 'font-size': 11 })
    );
  });
  return group({}, ...cells);
}

function probabilityPanel({ prior }: GatesFrame, state: GateVariantState, place: Box, theme: Theme): Layers {
  const expected = expectedHistogram(prior, unit, bins);
  const shaped = state.name === 'bas';
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => i / bins);
  const heights = Float64Array.from(edges, (_, i) => expected[Math.min(i, bins - 1)]);
  const legend: Legend = [['gates', theme.data], ...(shaped ? [['prior', theme.target] as const] : [])];
  return panel({ place, title: 'Gate probabilities', legend, theme }, (box) => {
    const [x, y] = [across(unit, box), upwards([0, 1.2 * histogramTop(expected)], box)];
    return {
      x: { scale: x, ticks: [0, 0.5, 1] },
      y: { scale: y, ticks: y.ticks(3) },
      moving:
        histogramBars(histogram(state.probabilities, unit, bins), unit, { box, x, y, theme }) +
        (shaped ? linePath(edges, heights, x, y, { stroke: theme.target, steps: true }) : ''),
    };
  });
}

/** A gate outside this band decides nothing. */
const [rarely, mostly] = [0.05, 0.95];

function openPanel({ prior }: GatesFrame, { name, openShares }: GateVariantState, place: Box, theme: Theme): Layers {
  const gates = Array.from(openShares, (share, i) => ({ at: i + 0.5, share })).filter(({ share }) =>
    Number.isFinite(share),
  );
  const hasTarget = name === 'mean' || name === 'bas';
  const decides = ({ share }: { share: number }) => share >= rarely && share <= mostly;
  const legend: Legend = [['conditional', theme.second], ...(hasTarget ? [['target', theme.target] as const] : [])];
  return panel({ place, title: 'Open share by gate', legend, theme }, (box) => {
    const [x, y] = [across([0, Math.max(1, openShares.length)], box), upwards(unit, box)];
    const draw = (chosen: typeof gates, fill: string) => {
      const positions = chosen.map(({ at }) => at);
      const shares = chosen.map(({ share }) => share);
      return lollipops(positions, shares, x, y, fill);
    };
    const band = { x: box.x, y: y(mostly), width: box.width, height: y(rarely) - y(mostly), fill: theme.secondSoft };
    const target = linePath([0, openShares.length || 1], [prior.mean, prior.mean], x, y, { stroke: theme.target });
    return {
      x: { scale: x, ticks: [] },
      y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent },
      fixed: element('rect', band) + (hasTarget ? target : ''),
      moving:
        draw(gates.filter(decides), theme.second) +
        draw(
          gates.filter((gate) => !decides(gate)),
          theme.muted,
        ),
    };
  });
}

function historyPanel({ epochs }: GatesFrame, { history }: GateVariantState, place: Box, theme: Theme): Layers {
  const legend: Legend = [
    ['accuracy', theme.text],
    ['open', theme.data],
    ['conditional', theme.second],
  ];
  return panel({ place, title: 'History', legend, label: 'epoch', theme }, (box) => {
    const [x, y] = [across([1, Math.max(2, epochs)], box), upwards(unit, box)];
    const at = history.map(({ epoch }) => epoch);
    const line = (values: number[], stroke: string) =>
      linePath(at, values, x, y, { stroke }) + dots(at.slice(-1), values.slice(-1), x, y, { fill: stroke, radius: 3 });
    const series = [
      line(
        history.map(({ conditionalShare }) => conditionalShare),
        theme.second,
      ),
      line(
        history.map(({ openShare }) => openShare),
        theme.data,
      ),
      line(
        history.map(({ validationAccuracy }) => validationAccuracy),
        theme.text,
      ),
    ];
    return {
      x: { scale: x, ticks: x.ticks(4).filter(Number.isInteger), format: String },
      y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent },
      moving: series.join(''),
    };
  });
}
