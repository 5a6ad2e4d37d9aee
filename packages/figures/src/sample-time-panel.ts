import type { ChannelGatesFrame } from '@hyperprior/experiments';
import { methodColour, mostMultiplications } from './channel-curves.ts';
import type { Layers } from './layers.ts';
import { dots } from './marks.ts';
import { type Box, type Legend, panel } from './panel.ts';
import { across, upwards, wholePercent } from './scales.ts';
import type { Theme } from './theme.ts';

/** Median time of a single sample without the channels that its gates close, and by the whole network. */
export function sampleTimePanel({ curves }: ChannelGatesFrame, place: Box, theme: Theme): Layers {
  const points = curves.flatMap(({ method, points }) =>
    points.flatMap(({ multiplications, time }) => (time ? [{ method, multiplications, ...time }] : [])),
  );
  if (points.length === 0) return { fixed: '', moving: '' };
  const most = Math.max(...points.map(({ whole, skipping }) => Math.max(whole, skipping)));
  const legend: Legend = [
    ['whole network', theme.muted],
    ['closed channels skipped', theme.text],
  ];
  const title = 'Median time of one sample, ms';
  return panel({ place, title, legend, label: 'share of multiplications', theme }, (box) => {
    const [x, y] = [across([0, mostMultiplications(curves)], box), upwards([0, 1.15 * most], box)];
    const whole = points.map((point) => point.whole);
    const atAll = whole.map(() => 1);
    return {
      x: { scale: x, ticks: x.ticks(3), format: wholePercent },
      y: { scale: y, ticks: y.ticks(3) },
      moving: [
        dots(atAll, whole, x, y, { fill: theme.muted, radius: 3, opacity: 0.8 }),
        ...points.map(({ method, multiplications, skipping }) =>
          dots([multiplications], [skipping], x, y, { fill: methodColour(method, theme), radius: 4 }),
        ),
      ].join(''),
    };
  });
}
