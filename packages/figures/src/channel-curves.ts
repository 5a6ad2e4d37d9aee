import type { ChannelCurve, ChannelMethod, ChannelTraining } from '@hyperprior/experiments';
import type { Theme } from './theme.ts';

/** Colour of a method. */
export const methodColour = (method: ChannelMethod, theme: Theme): string =>
  ({ gbas: theme.data, bas: theme.target, l0: theme.second })[method];

/** Where an axis of multiplications ends: at those of the network without gates, or beyond where a head costs more. */
export const mostMultiplications = (curves: readonly ChannelCurve[]): number =>
  Math.max(1, ...curves.flatMap(({ points }) => points.map(({ multiplications }) => multiplications)));

/** Names the network of a training by its method and setting. */
export function networkName({ method, setting }: ChannelTraining, curves: readonly ChannelCurve[]): string {
  const label = curves.find((curve) => curve.method === method)?.label;
  return label ? `${label}, ${method === 'l0' ? 'weight' : 'target'} ${setting}` : 'Without gates';
}
