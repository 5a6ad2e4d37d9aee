/** How the channels' gates are held to a sparsity. */
export type ChannelMethod = 'gbas' | 'bas' | 'l0';

/** The methods in the order in which they are trained and shown. */
export const channelMethods = ['gbas', 'bas', 'l0'] as const satisfies readonly ChannelMethod[];

/** Their names for people. */
export const methodLabels: Record<ChannelMethod, string> = {
  gbas: 'Learned priors (gBaS)',
  bas: 'One prior (BaS)',
  l0: 'L0 penalty',
};
