import { insertionSort } from './insertion.ts';
import { digitCounts, orderPreservingKeys, sortByDigits } from './radix-passes.ts';
import { requireInteger } from './require.ts';

/** Up to this length insertion beats the counting of digits. */
const INSERTION_UP_TO = 48;
/** A row that is nearly in order costs few moves; with more of them than this, sorting anew is faster. */
const MOVES_PER_VALUE = 3;

/** How equal values are ranked: in the order they stand, or all with the number of values not above them. */
export type Ties = 'ordinal' | 'max';

/** An array that takes integers. */
export type IndexArray = Uint32Array | Int32Array;

/** Sorts rows of at most a fixed length, again and again, without allocating. */
export interface Sorter {
  readonly maxLength: number;
  /**
   * Writes to `order` the indices that sort `values` ascending, stably: -0 equals +0, NaNs come last.
   * @throws RangeError when values are longer than maxLength or order is shorter than values
   */
  argsort(values: Float32Array, order: IndexArray): void;
  /**
   * Writes to `out` the rank of each value, from 1 to n, at the value's own position.
   * @param ties 'ordinal' ranks equal values in the order they stand; 'max' gives each the number of values <= it
   *   (NaNs are taken as equal to each other and above everything else)
   * @param similar the order of a row much like this one, a permutation of 0 to n - 1; this row's order replaces it.
   *   A row that changes little from call to call then costs a pass instead of a sort.
   * @throws RangeError when values are longer than maxLength, or out or similar is shorter than values
   */
  ranks(values: Float32Array, out: IndexArray | Float32Array, ties?: Ties, similar?: Uint32Array): void;
}

/**
 * Prepares the buffers to sort rows of up to `maxLength` values, by radix sort on their order-preserving bits.
 * @throws RangeError unless maxLength is an integer from 0 to 2^31 - 1
 */
export function createSorter(maxLength: number): Sorter {
  requireInteger('createSorter', 'maxLength', maxLength, 0, 0x7fffffff);
  const sort = radixSort(maxLength);
  const check = (method: string, values: Float32Array, name: string, room: number) => {
    if (values.length > maxLength)
      throw new RangeError(
        `${method}: 'values' must have at most ${maxLength} values, but got ${values.length}; create a longer sorter`,
      );
    if (room < values.length)
      throw new RangeError(`${method}: '${name}' must have at least ${values.length} places, but got ${room}`);
  };
  return {
    maxLength,
    argsort(values, order) {
      check('argsort', values, 'order', order.length);
      order.set(sort(values).indices.subarray(0, values.length));
    },
    ranks(values, out, ties = 'ordinal', similar = undefined) {
      check('ranks', values, 'out', out.length);
      if (similar) check('ranks', values, 'similar', similar.length);
      writeRanks(sort(values, similar), values.length, out, ties);
    },
  };
}

/** As `Sorter.argsort`, for a single row. */
export function argsort(values: Float32Array, order: IndexArray): void {
  createSorter(values.length).argsort(values, order);
}

/** As `Sorter.ranks`, for a single row. */
export function ranks(values: Float32Array, out: IndexArray | Float32Array, ties: Ties = 'ordinal'): void {
  createSorter(values.length).ranks(values, out, ties);
}

/** Indices in the order of what stood there, and keys or values as they are then. */
interface Sorted {
  readonly indices: Uint32Array;
  readonly keys: Uint32Array | Float32Array;
}

function writeRanks({ indices, keys }: Sorted, n: number, out: IndexArray | Float32Array, ties: Ties): void {
  if (ties === 'ordinal') for (let i = 0; i < n; i++) out[indices[i]] = i + 1;
  else
    for (let i = n - 1, rank = n; i >= 0; i--) {
      if (i < n - 1 && keys[i] !== keys[i + 1]) rank = i + 1;
      out[indices[i]] = rank;
    }
}

/** A sort with buffers of its own; from the order of a similar row if that is similar enough, which it then replaces. */
function radixSort(maxLength: number): (values: Float32Array, similar?: Uint32Array) => Sorted {
  const [keys, spareKeys, indices, spareIndices] = Array.from({ length: 4 }, () => new Uint32Array(maxLength));
  const [floats, sortedFloats] = [keys, spareKeys].map(({ buffer }) => new Float32Array(buffer));
  const counts = new Uint32Array(digitCounts);
  const identity = (n: number) => {
    for (let i = 0; i < n; i++) indices[i] = i;
    return indices;
  };
  return (values, similar) => {
    const n = values.length;
    const isShort = n <= INSERTION_UP_TO;
    if (similar || isShort) {
      const order = similar ?? identity(n);
      if (insertionSort(values, order, sortedFloats, isShort ? n * n : MOVES_PER_VALUE * n))
        return { indices: order, keys: sortedFloats };
    }
    floats.set(values);
    orderPreservingKeys(keys, n);
    const spare = { keys: spareKeys, indices: spareIndices };
    const sorted = sortByDigits({ keys, indices: identity(n) }, spare, n, counts);
    similar?.set(sorted.indices.subarray(0, n));
    return sorted;
  };
}
