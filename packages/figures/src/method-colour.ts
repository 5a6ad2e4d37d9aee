import type { ChannelMethod } from '@hyperprior/experiments';
import type { Theme } from './theme.ts';

/** The colour of a way of holding channel gates. */
export const methodColour = (method: ChannelMethod, theme: Theme): string =>
  ({ gbas: theme.data, bas: theme.target, l0: theme.second })[method];
