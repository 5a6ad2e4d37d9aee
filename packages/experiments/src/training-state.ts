import type { Adam } from '@hyperprior/backends';
import {
  concat,
  dispose,
  reshape,
  scalar,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { read } from './tensors/read.ts';

/** Where a training stands, as plain data: what it takes to go on as if it had never been left. */
export interface TrainingState {
  /** Adam's updates so far. */
  readonly updates: number;
  /** All variables' values, then Adam's first moments of them all, then its second ones. */
  readonly values: Float32Array;
}

/** Whether this is the state of a training of so many values. */
export function isStateOf(count: number, state: unknown): state is TrainingState {
  if (typeof state !== 'object' || state === null) return false;
  const { updates, values }: Partial<TrainingState> = state;
  return Number.isSafeInteger(updates) && values instanceof Float32Array && values.length === 3 * count;
}

/** The values of a TrainingState as one vector on the device, so that they are read at once; the caller disposes it. */
export async function packValues(variables: readonly Variable[], optimizer: Adam): Promise<Tensor> {
  const [updates, ...moments] = await optimizer.getWeights();
  updates.tensor.dispose();
  const known = new Map(moments.map(({ name, tensor }) => [name, tensor]));
  return tidy(() => {
    // What has not been updated yet has no moments: they would be zeros.
    const momentsOf = (kind: string) =>
      variables.map((target) => known.get(`${target.name}/${kind}`) ?? zerosLike(target));
    return concat([...variables, ...momentsOf('m'), ...momentsOf('v')].map((part) => reshape(part, [part.size])));
  });
}

/** The state of a training, which goes on. */
export async function readState(variables: readonly Variable[], optimizer: Adam): Promise<TrainingState> {
  return { updates: optimizer.iterations, values: await read(await packValues(variables, optimizer)) };
}

/** Sets variables and a new Adam to the state of variables of the same shapes, in the same order. */
export async function restoreState(
  variables: readonly Variable[],
  optimizer: Adam,
  { updates, values }: TrainingState,
): Promise<void> {
  let from = 0;
  const restored = ['', '/m', '/v'].flatMap((part) =>
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
