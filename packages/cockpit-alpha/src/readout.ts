import { cast, concat1d, keep, reshape, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Reading } from './quantity.ts';

/** What one meter said of a step: what is to be read, nothing, or what went wrong. */
export interface Answer {
  readonly name: string;
  readonly reading: Reading<unknown> | null;
  readonly problem?: Error;
}

/** All that is to be read, in one piece, so that a device is asked once a step. */
export interface Readout {
  readonly places: ReadonlyMap<Tensor, number>;
  readonly joined: Tensor1D | null;
}

/** Joins what the meters want to a tensor that is kept; what several want is there once. */
export function readoutOf(answers: readonly Answer[]): Readout {
  const wanted = [...new Set(answers.flatMap(({ reading }) => reading?.tensors ?? []))];
  const places = new Map<Tensor, number>();
  let place = 0;
  for (const tensor of wanted) {
    places.set(tensor, place);
    place += tensor.size;
  }
  const flat = wanted.map((tensor): Tensor1D => reshape(cast(tensor, 'float32'), [tensor.size]));
  return { places, joined: flat.length === 0 ? null : keep(concat1d(flat)) };
}

/** Each reading's value, or the error of its making. */
export async function read({ places, joined }: Readout, answers: readonly Answer[]): Promise<[string, unknown][]> {
  const numbers = await numbersOf(joined);
  const partOf = (tensor: Tensor) => {
    const from = places.get(tensor) ?? 0;
    return numbers.subarray(from, from + tensor.size);
  };
  return answers.flatMap(({ name, reading, problem }): [string, unknown][] => {
    if (problem) return [[name, problem]];
    if (!reading) return [];
    return [[name, attempt(() => reading.value(...reading.tensors.map(partOf)))]];
  });
}

async function numbersOf(joined: Tensor1D | null): Promise<Float32Array> {
  if (!joined) return new Float32Array();
  try {
    return (await joined.data<'float32'>()).slice();
  } finally {
    joined.dispose();
  }
}

/** The value, or the error. */
export function attempt<Value>(work: () => Value): Value | Error {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
