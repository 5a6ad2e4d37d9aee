import type { ChannelGatesFrame } from '@hyperprior/experiments';
import { methodColour, mostMultiplications } from './channel-curves.ts';
import type { Layers } from './layers.ts';
import { dots } from './marks.ts';
import { type Box, panel } from './panel.ts';
import { across, upwards, wholePercent } from './scales.ts';
import type { Theme } from './theme.ts';

/** How long single samples take without the channels that their gates close, and by the whole network. */
export function sampleTimePanel({ curves }: ChannelGatesFrame, box: Box, theme: Theme): Layers {
  const points = curves.flatMap(({ method, points }) =>
    points.flatMap(({ multiplications, time }) => (time ? [{ method, multiplications, ...time }] : [])),
  );
  if (points.length === 0) return { fixed: '', moving: '' };
  const most = Math.max(...points.map(({ whole, skipping }) => Math.max(whole, skipping)));
  const [x, y] = [across([0, mostMultiplications(curves)], box), upwards([0, 1.15 * most], box)];
  const whole = points.map((point) => point.whole);
  return panel(
    {
      box,
      title: 'One sample, ms',
      legend: [
        ['whole', theme.muted],
        ['skipping', theme.text],
      ],
      x: { scale: x, label: 'share of multiplications', ticks: x.ticks(3), format: wholePercent },
      y: { scale: y, ticks: y.ticks(3) },
      theme,
    },
    {
      fixed: '',
      moving: [
        dots(
          whole.map(() => 1),
          whole,
          x,
          y,
          { fill: theme.muted, radius: 3, opacity: 0.6 },
        ),
        ...points.map(({ method, multiplications, skipping }) =>
          dots([multiplications], [skipping], x, y, { fill: methodColour(method, theme), radius: 4 }),
        ),
      ].join(''),
    },
  );
}
