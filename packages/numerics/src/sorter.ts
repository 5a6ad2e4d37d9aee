import { insertionSort } from './insertion.ts';
import { accumulate, countDigits, orderPreservingKeys, scatter } from './radix-passes.ts';
import { requireInteger } from './require.ts';

/** Up to this length insertion beats the counting of digits. */
const INSERTION_UP_TO = 48;
/** From this length three digits of 11 bits beat four of 8. */
const WIDE_FROM = 3000;

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
  return new RadixSorter(maxLength);
}

/** As `Sorter.argsort`, for a single row. */
export function argsort(values: Float32Array, order: IndexArray): void {
  createSorter(values.length).argsort(values, order);
}

/** As `Sorter.ranks`, for a single row. */
export function ranks(values: Float32Array, out: IndexArray | Float32Array, ties: Ties = 'ordinal'): void {
  createSorter(values.length).ranks(values, out, ties);
}

/** A sorted row: its keys in order, and where each of them stood. */
interface Sorted {
  readonly indices: Uint32Array;
  readonly keys: Uint32Array;
}

class RadixSorter implements Sorter {
  readonly maxLength: number;
  private readonly floats: Float32Array;
  private readonly keys: Uint32Array;
  private readonly otherKeys: Uint32Array;
  private readonly order: Uint32Array;
  private readonly otherOrder: Uint32Array;
  private readonly counts = new Uint32Array(3 * 2048);

  constructor(maxLength: number) {
    this.maxLength = maxLength;
    this.keys = new Uint32Array(maxLength);
    this.floats = new Float32Array(this.keys.buffer);
    this.otherKeys = new Uint32Array(maxLength);
    this.order = new Uint32Array(maxLength);
    this.otherOrder = new Uint32Array(maxLength);
  }

  argsort(values: Float32Array, order: IndexArray): void {
    this.check('argsort', values.length, 'order', order.length);
    const { indices } = this.sort(values);
    for (let i = 0; i < values.length; i++) order[i] = indices[i];
  }

  ranks(values: Float32Array, out: IndexArray | Float32Array, ties: Ties = 'ordinal', similar?: Uint32Array): void {
    this.check('ranks', values.length, 'out', out.length);
    if (similar) this.check('ranks', values.length, 'similar', similar.length);
    const { indices, keys } = similar ? this.sortFrom(similar, values) : this.sort(values);
    const n = values.length;
    if (ties === 'ordinal') for (let i = 0; i < n; i++) out[indices[i]] = i + 1;
    else
      for (let i = n - 1, rank = n; i >= 0; i--) {
        if (i < n - 1 && keys[i] !== keys[i + 1]) rank = i + 1;
        out[indices[i]] = rank;
      }
  }

  private check(method: string, length: number, name: string, outLength: number): void {
    if (length > this.maxLength)
      throw new RangeError(
        `${method}: 'values' must have at most ${this.maxLength} values, but got ${length}; create a longer sorter`,
      );
    if (outLength < length)
      throw new RangeError(`${method}: '${name}' must have at least ${length} places, but got ${outLength}`);
  }

  private sort(values: Float32Array): Sorted {
    this.makeKeys(values);
    return this.sortKeys(values.length);
  }

  /** From the order of a similar row if it is similar enough; leaves the row's own order in its place. */
  private sortFrom(similar: Uint32Array, values: Float32Array): Sorted {
    this.makeKeys(values);
    if (insertionSort(this.keys, similar, this.otherKeys, values.length, true))
      return { indices: similar, keys: this.otherKeys };
    const sorted = this.sortKeys(values.length);
    for (let i = 0; i < values.length; i++) similar[i] = sorted.indices[i];
    return sorted;
  }

  private makeKeys(values: Float32Array): void {
    this.floats.set(values);
    orderPreservingKeys(this.keys, values.length);
  }

  private sortKeys(n: number): Sorted {
    const { keys, otherKeys, order } = this;
    for (let i = 0; i < n; i++) order[i] = i;
    if (n > INSERTION_UP_TO) return this.radix(n, n >= WIDE_FROM);
    insertionSort(keys, order, otherKeys, n, false);
    return { indices: order, keys: otherKeys };
  }

  /** Least significant digit first, from the order 0, 1, 2, ...; a digit that all keys share is passed over. */
  private radix(n: number, wide: boolean): Sorted {
    const digitBits = wide ? 11 : 8;
    const buckets = 1 << digitBits;
    const { counts } = this;
    countDigits(this.keys, n, wide, counts);
    let { keys, otherKeys, order: indices, otherOrder: otherIndices } = this;
    for (let shift = 0, base = 0; shift < 32; shift += digitBits, base += buckets) {
      if (counts[base + ((keys[0] >>> shift) & (buckets - 1))] === n) continue;
      accumulate(counts, base, buckets);
      scatter(keys, indices, otherKeys, otherIndices, n, shift, buckets - 1, base, counts);
      [keys, otherKeys] = [otherKeys, keys];
      [indices, otherIndices] = [otherIndices, indices];
    }
    return { indices, keys };
  }
}
