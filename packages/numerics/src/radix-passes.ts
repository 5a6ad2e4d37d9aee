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

/** The histograms of all digits in one pass. */
export function countDigits(keys: Uint32Array, n: number, wide: boolean, counts: Uint32Array): void {
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
export function accumulate(counts: Uint32Array, base: number, buckets: number): void {
  let position = 0;
  for (let bucket = base; bucket < base + buckets; bucket++) {
    const count = counts[bucket];
    counts[bucket] = position;
    position += count;
  }
}

/** Moves keys and their indices to the places that `places` gives to one digit, in order. */
export function scatter(
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
