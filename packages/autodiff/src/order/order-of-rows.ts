import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import { cast, gather, sub, type Tensor } from '@tensorflow/tfjs-core';
import { unrecorded } from '../tape/is-recording.ts';
import { tidied } from '../tape/tidied.ts';
import { mergedOrder } from './gpu/merged-order.ts';
import { placesInOrder } from './gpu/places-in-order.ts';
import { hasOrderKernels } from './gpu/register.ts';
import { inverseKernel } from './host/inverse-kernel.ts';
import { orderKernel } from './host/order-kernel.ts';
import { ranksKernel } from './host/ranks-kernel.ts';
import { takeKernel } from './host/take-kernel.ts';
import { plainInverse, plainOrder } from './plain/plain-order.ts';
import { plainRanks } from './plain/plain-ranks.ts';
import type { RankTies } from './ties.ts';

/** What follows is for float32 matrices that are not empty; no tape sees it. */
const hidden = (compute: () => Tensor): Tensor => unrecorded(() => tidied(compute));

/**
 * The order that sorts each row, stably and with NaNs last, of the shape of `rows`: int32, but float32 on a GPU, where
 * TF.js keeps integers as floats (webgl) or cannot transpose them (webgpu).
 */
export function orderOf(rows: Tensor): Tensor {
  if (runsOnHost()) return hidden(() => runHostKernel(orderKernel, [rows], null)[0]);
  return hidden(() => (hasOrderKernels() ? mergedOrder(rows) : plainOrder(rows)));
}

/** The inverse of the order of `rows`, of its type: the place of each value in the sorted row. */
export function inverseOf(rows: Tensor, order: Tensor): Tensor {
  if (runsOnHost()) return hidden(() => runHostKernel(inverseKernel, [order], null)[0]);
  return hidden(() => (hasOrderKernels() ? sub(placesInOrder(rows, order, 'ordinal'), 1) : plainInverse(order)));
}

/** The rank of each value, float32, from the order of `rows`. */
export function ranksIn(rows: Tensor, order: Tensor, ties: RankTies): Tensor {
  if (runsOnHost()) return hidden(() => runHostKernel(ranksKernel, [rows, order], ties)[0]);
  return hidden(() => (hasOrderKernels() ? placesInOrder : plainRanks)(rows, order, ties));
}

/** The values of each row at the places that the row of `places` names. */
export function take(rows: Tensor, places: Tensor): Tensor {
  if (runsOnHost()) return hidden(() => runHostKernel(takeKernel, [rows, places], null)[0]);
  return hidden(() => gather(rows, cast(places, 'int32'), 1, 1));
}
