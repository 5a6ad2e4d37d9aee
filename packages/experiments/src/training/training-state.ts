import {
  concat,
  dispose,
  type Optimizer,
  reshape,
  scalar,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { read } from './read.ts';

/** Where a training stands, as plain data: what it takes to go on as if it had never been left. */
export interface TrainingState {
  /** The optimizer's updates so far. */
  readonly updates: number;
  /** All variables' values, then what the optimizer holds of them all: of Adam the first moments, then the second ones. */
  readonly values: Float32Array;
}

/** An optimizer that can be gone on with. */
type Saved = Pick<Optimizer, 'iterations' | 'getWeights' | 'setWeights'>;

/** What an optimizer holds of each variable, by the names that it has for them. */
type Held = readonly string[];

/** Adam's moments. */
export const adamMoments: Held = ['m', 'v'];

/** Whether this is the state of a training of so many values. */
export function isStateOf(count: number, state: unknown, held = adamMoments): state is TrainingState {
  if (typeof state !== 'object' || state === null) return false;
  const { updates, values }: Partial<TrainingState> = state;
  const isWhole = values instanceof Float32Array && values.length === (1 + held.length) * count;
  return Number.isSafeInteger(updates) && isWhole;
}

/** The values of a TrainingState as one vector on the device, so that they are read at once; the caller disposes it. */
export async function packValues(
  variables: readonly Variable[],
  optimizer: Saved,
  held = adamMoments,
): Promise<Tensor> {
  const [updates, ...weights] = await optimizer.getWeights();
  updates.tensor.dispose();
  const known = new Map(weights.map(({ name, tensor }) => [name, tensor]));
  return tidy(() => {
    // Of what has not been updated yet nothing is held: it would be zeros.
    const heldOf = (kind: string) =>
      variables.map((target) => known.get(`${target.name}/${kind}`) ?? zerosLike(target));
    return concat([...variables, ...held.flatMap(heldOf)].map((part) => reshape(part, [part.size])));
  });
}

/** The state of a training, which goes on. */
export async function readState(variables: readonly Variable[], optimizer: Saved): Promise<TrainingState> {
  return { updates: optimizer.iterations, values: await read(await packValues(variables, optimizer)) };
}

/** Sets variables and a new optimizer to the state of variables of the same shapes, in the same order. */
export async function restoreState(
  variables: readonly Variable[],
  optimizer: Saved,
  { updates, values }: TrainingState,
  held = adamMoments,
): Promise<void> {
  let from = 0;
  const restored = ['', ...held.map((kind) => `/${kind}`)].flatMap((part) =>
    variables.map(({ name, shape, size }) => {
      from += size;
      return { name: `${name}${part}`, tensor: tensor(values.slice(from - size, from), shape) };
    }),
  );
  const count = scalar(updates, 'int32');
  try {
    variables.forEach((target, i) => {
      target.assign(restored[i].tensor);
    });
    await optimizer.setWeights([{ name: 'iter', tensor: count }, ...restored.slice(variables.length)]);
  } finally {
    dispose([count, ...restored.map((part) => part.tensor)]);
  }
}
