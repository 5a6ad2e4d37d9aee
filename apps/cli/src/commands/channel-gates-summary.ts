import {
  type ChannelGatesFrame,
  type ChannelGatesResult,
  type ChannelPoint,
  channelMethods,
} from '@hyperprior/experiments';
import { percent } from './gates-summary.ts';

/** What a run of the channel gates came to, for a reader at the terminal. @param last the frame shown last */
export function channelGatesSummary(result: ChannelGatesResult, last: ChannelGatesFrame, device: string): string {
  const { ungated, completed } = result;
  return [
    ...table(result),
    ...(ungated
      ? [`Without gates: accuracy ${percent(ungated.accuracy)} at ${ungated.multiplications} multiplications a sample.`]
      : []),
    ...(completed ? [] : [`Interrupted after ${last.finished} of ${last.trainings} trainings.`]),
    `Computed on ${device}.`,
  ].join('\n');
}

const headings = [
  '',
  '',
  'multiplications',
  'accuracy',
  'open',
  'layer by layer',
  'conditional',
  'shuffled',
  'time, ms',
];

/** A row for each point, in columns as wide as their widest cell. */
function table({ curves }: ChannelGatesResult): string[] {
  const rows = channelMethods.flatMap((method) => (curves[method] ?? []).map((point) => [method, ...cells(point)]));
  if (rows.length === 0) return [];
  const all = [headings, ...rows];
  const widths = headings.map((_, i) => Math.max(...all.map((row) => row[i].length)));
  return [
    ...all.map((row) => row.map((cell, i) => (i < 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')),
    '',
  ];
}

function cells({ setting, time, ...point }: ChannelPoint): string[] {
  return [
    String(setting),
    percent(point.multiplications),
    percent(point.accuracy),
    percent(point.openShare),
    point.layers.map((share) => Math.round(100 * share)).join(' '),
    percent(point.conditionalShare),
    percent(point.shuffledAccuracy),
    time ? `${time.skipping.toFixed(2)} of ${time.whole.toFixed(2)}` : '',
  ];
}
