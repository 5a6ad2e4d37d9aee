import { add, engine, mul, type Tensor } from '@tensorflow/tfjs-core';
import type { RankTies, Side } from '../ties.ts';
import { placesKernelName } from './register.ts';

/** The rank of each value, float32, on a GPU: by bisection of the sorted row, in one pass; two for the mean of ties. */
export function placesInOrder(rows: Tensor, order: Tensor, ties: RankTies): Tensor {
  const bisect = (side: Side): Tensor => engine().runKernel(placesKernelName, { rows, order }, { ties: side });
  return ties === 'average' ? mul(add(bisect('min'), bisect('max')), 0.5) : bisect(ties);
}
