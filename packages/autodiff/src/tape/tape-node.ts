import { engine, type Tensor } from '@tensorflow/tfjs-core';

/** One operation that TF.js recorded: what went in, what came out, what its gradient saved. */
export type TapeNode = ReturnType<typeof engine>['state']['activeTape'][number];

/** The state in which TF.js keeps its tape. */
export const tapeState = () => engine().state;

/** A node's inputs by name; TF.js also lists those that it was not given. */
export function inputsOf({ inputs }: Pick<TapeNode, 'inputs'>): [name: string, input: Tensor][] {
  return Object.entries(inputs).filter(([, input]) => Boolean(input));
}
