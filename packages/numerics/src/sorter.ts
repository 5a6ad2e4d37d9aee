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
   * @throws RangeError when values are longer than maxLength or out is shorter than values
   */
  ranks(values: Float32Array, out: IndexArray | Float32Array, ties?: Ties): void;
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

  ranks(values: Float32Array, out: IndexArray | Float32Array, ties: Ties = 'ordinal'): void {
    this.check('ranks', values.length, 'out', out.length);
    const { indices, keys } = this.sort(values);
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

  private sort(values: Float32Array): { indices: Uint32Array; keys: Uint32Array } {
    const n = values.length;
    this.floats.set(values);
    orderPreservingKeys(this.keys, n);
    if (n <= INSERTION_UP_TO) {
      insertionSort(this.keys, this.order, n);
      return { indices: this.order, keys: this.keys };
    }
    return this.radix(n, n >= WIDE_FROM);
  }

  /** Least significant digit first; a digit that all keys share is passed over. */
  private radix(n: number, wide: boolean): { indices: Uint32Array; keys: Uint32Array } {
    const digitBits = wide ? 11 : 8;
    const buckets = 1 << digitBits;
    const { counts } = this;
    countDigits(this.keys, n, wide, counts);
    let { keys, otherKeys, order: indices, otherOrder: otherIndices } = this;
    for (let i = 0; i < n; i++) indices[i] = i;
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

/** Turns the bits of floats into unsigned integers of the same order: -0 like +0, every NaN the largest. */
function orderPreservingKeys(keys: Uint32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const bits = keys[i];
    const magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) keys[i] = 0xffffffff;
    else if (magnitude === 0) keys[i] = 0x80000000;
    else keys[i] = bits ^ ((bits >> 31) | 0x80000000);
  }
}

/** The histograms of all digits in one pass. */
function countDigits(keys: Uint32Array, n: number, wide: boolean, counts: Uint32Array): void {
  counts.fill(0, 0, wide ? 3 * 2048 : 4 * 256);
  if (wide)
    for (let i = 0; i < n; i++) {
      const key = keys[i];
      counts[key & 2047]++;
      counts[2048 + ((key >>> 11) & 2047)]++;
      counts[4096 + (key >>> 22)]++;
    }
  else
    for (let i = 0; i < n; i++) {
      const key = keys[i];
      counts[key & 255]++;
      counts[256 + ((key >>> 8) & 255)]++;
      counts[512 + ((key >>> 16) & 255)]++;
      counts[768 + (key >>> 24)]++;
    }
}

/** Counts become the places where each bucket begins. */
function accumulate(counts: Uint32Array, base: number, buckets: number): void {
  let position = 0;
  for (let bucket = base; bucket < base + buckets; bucket++) {
    const count = counts[bucket];
    counts[bucket] = position;
    position += count;
  }
}

/** Moves keys and their indices to the places that `places` gives to one digit, in order. */
function scatter(
  keys: Uint32Array,
  indices: Uint32Array,
  toKeys: Uint32Array,
  toIndices: Uint32Array,
  n: number,
  shift: number,
  mask: number,
  base: number,
  places: Uint32Array,
): void {
  for (let i = 0; i < n; i++) {
    const key = keys[i];
    const to = places[base + ((key >>> shift) & mask)]++;
    toKeys[to] = key;
    toIndices[to] = indices[i];
  }
}

function insertionSort(keys: Uint32Array, order: Uint32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const key = keys[i];
    let j = i;
    while (j > 0 && keys[j - 1] > key) {
      keys[j] = keys[j - 1];
      order[j] = order[j - 1];
      j -= 1;
    }
    keys[j] = key;
    order[j] = i;
  }
}
