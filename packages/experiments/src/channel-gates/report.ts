import { columns, percent } from '../report/columns.ts';
import type { ChannelGatesFrame, ChannelGatesResult, ChannelPoint } from './frame.ts';
import { channelMethods } from './methods.ts';

/** Describes the result of a channel gates run in words. @param last the last frame of the run */
export function channelGatesReport(result: ChannelGatesResult, last: ChannelGatesFrame): string[] {
  const { ungated, completed } = result;
  return [
    ...table(result),
    ...(ungated
      ? [`Without gates: accuracy ${percent(ungated.accuracy)} at ${ungated.multiplications} multiplications a sample.`]
      : []),
    ...(completed ? [] : [`Interrupted after ${last.finished} of ${last.trainings} trainings.`]),
  ];
}

const headings = ['', '', 'multiplications', 'accuracy', 'open', 'by layer', 'conditional', 'shuffled', 'time, ms'];

/** A row for each point. */
function table({ curves }: ChannelGatesResult): string[] {
  const rows = channelMethods.flatMap((method) => (curves[method] ?? []).map((point) => [method, ...cells(point)]));
  return rows.length === 0 ? [] : [...columns([headings, ...rows]), ''];
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
