import type { HostKernel, HostTensor } from '@hyperprior/backends/kernels';
import type { RankTies } from '../ties.ts';

/** The ranks of the values of each row, from the row's order: a group of equal values after the other. */
export const ranksKernel: HostKernel<RankTies> = {
  name: 'HyperpriorRanksInOrder',
  outputs: ([x]) => [{ shape: x.shape }],
  compute([x, order], [output], ties) {
    const [rows, count] = x.shape;
    for (let row = 0; row < rows; row++) {
      for (let place = 0, end = 0; place < count; place = end) {
        end = ties === 'ordinal' ? place + 1 : endOfGroup(x, order, row, place);
        const rank = rankOfGroup(place, end, ties);
        for (let i = place; i < end; i++) output.values[row * count + order.values[row * count + i]] = rank;
      }
    }
  },
};

/** The first place after those of the values that are equal to the one at `place`, all NaNs being equal. */
function endOfGroup({ shape: [, count], values }: HostTensor, order: HostTensor, row: number, place: number): number {
  const start = row * count;
  const at = (i: number) => values[start + order.values[start + i]];
  const value = at(place);
  // The NaNs are the last group.
  if (Number.isNaN(value)) return count;
  let end = place + 1;
  while (end < count && at(end) === value) end += 1;
  return end;
}

function rankOfGroup(first: number, end: number, ties: RankTies): number {
  if (ties === 'max') return end;
  return ties === 'average' ? (first + 1 + end) / 2 : first + 1;
}
