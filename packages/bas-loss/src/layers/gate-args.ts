import type { GateArgs } from './gate-settings.ts';
import { type LayerArgs, splitArgs } from './layer-args.ts';

const names = ['gates', 'headUnits', 'target', 'temperature', 'prior', 'weight', 'seed'];

/** Splits the arguments of a gated layer: those of every layer, those of the gates, and those of the layer that is gated. */
export function splitGateArgs<Args extends object>(
  args: Args & GateArgs & LayerArgs,
): { shared: LayerArgs; gates: GateArgs; own: Omit<Args, keyof LayerArgs | keyof GateArgs> } {
  const { shared, own } = splitArgs(args);
  const entries = Object.entries(own);
  const isOfGates = ([name]: [string, unknown]) => names.includes(name);
  return {
    shared,
    gates: Object.fromEntries(entries.filter(isOfGates)),
    own: Object.fromEntries(entries.filter((entry) => !isOfGates(entry))) as Omit<
      Args,
      keyof LayerArgs | keyof GateArgs
    >,
  };
}
