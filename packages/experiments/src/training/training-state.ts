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

/** State of a training as plain data, from which it resumes as if it had never been stopped. */
export interface TrainingState {
  /** Number of updates that the optimizer has made. */
  readonly updates: number;
  /** Values of all variables, then the optimizer's moments of all variables: for Adam the first moments, then the second ones. */
  readonly values: Float32Array;
}

/** Optimizer whose state can be saved. */
type Saved = Pick<Optimizer, 'iterations' | 'getWeights' | 'setWeights'>;

/** Moments that an optimizer keeps of each variable, by its names for them. */
type Moments = readonly string[];

/** Moments of Adam. */
export const adamMoments: Moments = ['m', 'v'];

/** Whether a value is the state of a training with this many variables' values. */
export function isStateOf(count: number, state: unknown, moments = adamMoments): state is TrainingState {
  if (typeof state !== 'object' || state === null) return false;
  const { updates, values }: Partial<TrainingState> = state;
  const isWhole = values instanceof Float32Array && values.length === (1 + moments.length) * count;
  return Number.isSafeInteger(updates) && isWhole;
}

/** Packs the values of a TrainingState into one vector on the device, so that one read fetches all; the caller disposes it. */
export async function packValues(
  variables: readonly Variable[],
  optimizer: Saved,
  moments = adamMoments,
): Promise<Tensor> {
  const [updates, ...weights] = await optimizer.getWeights();
  updates.tensor.dispose();
  const known = new Map(weights.map(({ name, tensor }) => [name, tensor]));
  return tidy(() => {
    // Before the first update an optimizer keeps no moments; they would be zeros.
    const momentsOf = (kind: string) =>
      variables.map((target) => known.get(`${target.name}/${kind}`) ?? zerosLike(target));
    return concat([...variables, ...moments.flatMap(momentsOf)].map((part) => reshape(part, [part.size])));
  });
}

/** Reads the state of a training. */
export async function readState(variables: readonly Variable[], optimizer: Saved): Promise<TrainingState> {
  return { updates: optimizer.iterations, values: await read(await packValues(variables, optimizer)) };
}

/** Sets variables and a new optimizer to the state of variables of the same shapes, in the same order. */
export async function restoreState(
  variables: readonly Variable[],
  optimizer: Saved,
  { updates, values }: TrainingState,
  moments = adamMoments,
): Promise<void> {
  let from = 0;
  const restored = ['', ...moments.map((kind) => `/${kind}`)].flatMap((part) =>
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
