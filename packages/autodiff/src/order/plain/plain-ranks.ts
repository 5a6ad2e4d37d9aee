import {
  add,
  cast,
  equal,
  gather,
  isNaN as isMissing,
  maximum,
  mul,
  pad,
  range,
  reverse,
  slice,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import type { RankTies } from '../ties.ts';
import { plainInverse } from './plain-order.ts';

/** The ranks from each row's order, float32, made of TF.js operations. */
export function plainRanks(rows: Tensor, order: Tensor, ties: RankTies): Tensor {
  const inverse = plainInverse(order);
  if (ties === 'ordinal') return add(cast(inverse, 'float32'), 1);
  return gather(ranksOfSorted(gather(rows, order, 1, 1), ties), inverse, 1, 1);
}

function ranksOfSorted(sorted: Tensor, ties: RankTies): Tensor {
  const [, length] = sorted.shape;
  if (ties === 'min') return firstOfRun(sorted);
  if (ties === 'max') return sub(length + 1, reverse(firstOfRun(reverse(sorted, 1)), 1));
  return mul(add(ranksOfSorted(sorted, 'min'), ranksOfSorted(sorted, 'max')), 0.5);
}

/** For each place, from 1 on, the first of those before it all of whose values are equal to its own. */
function firstOfRun(sorted: Tensor): Tensor {
  const [count, length] = sorted.shape;
  const places = range(1, length + 1, 1, 'float32');
  const missing = isMissing(sorted);
  const finite = where(missing, 0, sorted);
  const shared = [cast(missing, 'float32'), finite].map((values) =>
    cast(equal(slice(values, [0, 1], [count, length - 1]), slice(values, [0, 0], [count, length - 1])), 'float32'),
  );
  const begins = pad(
    sub(1, mul(shared[0], shared[1])),
    [
      [0, 0],
      [1, 0],
    ],
    1,
  );
  let first: Tensor = mul(begins, places);
  // The greatest so far, over twice as many places each time.
  for (let width = 1; width < length; width *= 2)
    first = maximum(
      first,
      pad(slice(first, [0, 0], [count, length - width]), [
        [0, 0],
        [width, 0],
      ]),
    );
  return first;
}
