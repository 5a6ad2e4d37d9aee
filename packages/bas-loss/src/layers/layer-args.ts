import type { layers } from '@tensorflow/tfjs-layers';

/** The arguments that every layer takes: `name`, `inputShape`, `trainable` and the like. */
export type LayerArgs = Omit<NonNullable<ConstructorParameters<typeof layers.Layer>[0]>, 'weights'>;

const names = ['name', 'trainable', 'inputShape', 'batchInputShape', 'batchSize', 'dtype', 'inputDType'];

/** Further entries of a saved configuration, which nothing reads. */
const ignored = ['customObjects'];

/** Splits the arguments into those of every `Layer` and those of this one; drops undefined ones. */
export function splitArgs<Args extends object>(
  args: Args & LayerArgs,
): { shared: LayerArgs; own: Omit<Args, keyof LayerArgs> } {
  const given = Object.entries(args).filter(([name, value]) => value !== undefined && !ignored.includes(name));
  const isShared = ([name]: [string, unknown]) => names.includes(name);
  return {
    shared: Object.fromEntries(given.filter(isShared)),
    own: Object.fromEntries(given.filter((entry) => !isShared(entry))) as Omit<Args, keyof LayerArgs>,
  };
}

/** Shape of a layer's input, with null for a length that is not fixed. */
export type Shape = (number | null)[];

/** Returns the shape of the one input. */
export const singleShape = (shape: Shape | Shape[]): Shape => (isListOfShapes(shape) ? shape[0] : shape);

const isListOfShapes = (shape: Shape | Shape[]): shape is Shape[] => Array.isArray(shape[0]);
