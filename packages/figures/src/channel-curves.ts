import type { ChannelCurve, ChannelMethod } from '@hyperprior/experiments';
import type { Theme } from './theme.ts';

/** The colour of a way of holding channel gates. */
export const methodColour = (method: ChannelMethod, theme: Theme): string =>
  ({ gbas: theme.data, bas: theme.target, l0: theme.second })[method];

/** Where an axis of multiplications ends: at those of the network without gates, or beyond where a head costs more. */
export const mostMultiplications = (curves: readonly ChannelCurve[]): number =>
  Math.max(1, ...curves.flatMap(({ points }) => points.map(({ multiplications }) => multiplications)));
