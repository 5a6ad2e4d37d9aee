/** Digits of 8 bits. */
const DIGIT_BITS = 8;
const BUCKETS = 1 << DIGIT_BITS;

/** What a sort by digits works on: keys, and the index at which each of them stood. */
export interface Keyed {
  readonly keys: Uint32Array;
  readonly indices: Uint32Array;
}

/** Turns the bits of floats into unsigned integers of the same order: -0 like +0, every NaN the largest. */
export function orderPreservingKeys(keys: Uint32Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const bits = keys[i];
    const magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) keys[i] = 0xffffffff;
    else if (magnitude === 0) keys[i] = 0x80000000;
    else keys[i] = bits ^ ((bits >> 31) | 0x80000000);
  }
}

/**
 * Sorts the first n keys stably, the least significant digit first; a digit that all keys share is passed over.
 * Returns whichever of the two holds the result.
 */
export function sortByDigits(data: Keyed, spare: Keyed, n: number, counts: Uint32Array): Keyed {
  let [from, to] = [data, spare];
  countDigits(data.keys, n, counts);
  for (let shift = 0, base = 0; shift < 32; shift += DIGIT_BITS, base += BUCKETS) {
    if (counts[base + ((from.keys[0] >>> shift) & (BUCKETS - 1))] === n) continue;
    accumulate(counts, base);
    scatter(from, to, n, shift, base, counts);
    [from, to] = [to, from];
  }
  return from;
}

/** How many counts `sortByDigits` needs. */
export const digitCounts = (32 / DIGIT_BITS) * BUCKETS;

/** The histograms of all digits in one pass. */
function countDigits(keys: Uint32Array, n: number, counts: Uint32Array): void {
  counts.fill(0);
  for (let i = 0; i < n; i++) {
    const key = keys[i];
    counts[key & 255]++;
    counts[256 + ((key >>> 8) & 255)]++;
    counts[512 + ((key >>> 16) & 255)]++;
    counts[768 + (key >>> 24)]++;
  }
}

/** Counts become the places where each bucket begins. */
function accumulate(counts: Uint32Array, base: number): void {
  let position = 0;
  for (let bucket = base; bucket < base + BUCKETS; bucket++) {
    const count = counts[bucket];
    counts[bucket] = position;
    position += count;
  }
}

/** Moves keys and their indices to the places that `places` gives to one digit, in order. */
function scatter(
  { keys, indices }: Keyed,
  { keys: toKeys, indices: toIndices }: Keyed,
  n: number,
  shift: number,
  base: number,
  places: Uint32Array,
): void {
  for (let i = 0; i < n; i++) {
    const key = keys[i];
    const to = places[base + ((key >>> shift) & (BUCKETS - 1))]++;
    toKeys[to] = key;
    toIndices[to] = indices[i];
  }
}
