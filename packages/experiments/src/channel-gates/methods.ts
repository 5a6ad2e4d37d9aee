/** Gate regularizers that set the sparsity of the channels. */
export type ChannelMethod = 'gbas' | 'bas' | 'l0';

/** The methods in the order in which they are trained and shown. */
export const channelMethods = ['gbas', 'bas', 'l0'] as const satisfies readonly ChannelMethod[];

/** Names for people. */
export const methodLabels: Record<ChannelMethod, string> = {
  gbas: 'Learned priors (gBaS)',
  bas: 'One prior (BaS)',
  l0: 'L0 penalty',
};
