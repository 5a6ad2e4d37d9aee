import type { ChannelGatesFrame } from '@hyperprior/experiments';
import { networkName } from './channel-curves.ts';
import type { Layers } from './layers.ts';
import { lollipops } from './marks.ts';
import { type Box, type Legend, panel } from './panel.ts';
import { across, upwards, wholePercent } from './scales.ts';
import { text } from './svg.ts';
import type { Theme } from './theme.ts';

/** How often each gate of the network in training opens, layer by layer, the gates of a layer in falling order. */
export function layerPanel({ training, curves }: ChannelGatesFrame, place: Box, theme: Theme): Layers {
  const { openShares, layers, method } = training;
  const ordered = method === null ? [] : sortedByLayer(openShares, layers);
  const legend: Legend = [[networkName(training, curves), theme.data]];
  return panel({ place, title: 'Open share by gate', legend, theme }, (box) => {
    const x = across([0, Math.max(1, openShares.length + layers.length - 1)], box);
    const y = upwards([0, 1], box);
    const names = ordered.map(({ from, shares }, i) =>
      text(x(from + shares.length / 2), box.y + box.height + 16, `convolution ${i + 2}`, {
        fill: theme.muted,
        'font-size': 11,
        'text-anchor': 'middle',
      }),
    );
    const stems = ordered.map(({ from, shares }) => {
      const positions = shares.map((_, i) => from + i + 0.5);
      return lollipops(positions, shares, x, y, theme.data);
    });
    return {
      x: { scale: x, ticks: [] },
      y: { scale: y, ticks: [0, 0.5, 1], format: wholePercent },
      moving: [...names, ...stems].join(''),
    };
  });
}

/** Each layer's shares in falling order, and where it begins: one place apart from the one before. */
function sortedByLayer(openShares: Float32Array, layers: readonly number[]): { from: number; shares: number[] }[] {
  let at = 0;
  return Array.from(layers, (count, i) => {
    const shares = [...openShares.subarray(at, at + count)].sort((a, b) => b - a);
    at += count;
    return { from: at - count + i, shares };
  });
}
