/** More neighbours out of order than one in so many, and sorting anew is faster. */
const DESCENT_EVERY = 6;
/** So many moves a value are still cheaper than a sort. */
const MOVES_PER_VALUE = 3;

/**
 * Turns an order that almost sorts `keys` into the one that does, stably, by insertion. Writes the sorted keys to
 * `sorted`. Gives up and returns false where that would take longer than a sort; `order` is a permutation even then.
 */
export function repairOrder(keys: Uint32Array, order: Uint32Array, sorted: Uint32Array, n: number): boolean {
  if (descents(keys, order, sorted, n) * DESCENT_EVERY > n) return false;
  let moves = MOVES_PER_VALUE * n;
  for (let i = 1; i < n; i++) {
    const key = sorted[i];
    const index = order[i];
    let j = i;
    while (j > 0 && isAfter(sorted[j - 1], order[j - 1], key, index)) {
      sorted[j] = sorted[j - 1];
      order[j] = order[j - 1];
      j -= 1;
    }
    sorted[j] = key;
    order[j] = index;
    moves -= i - j;
    if (moves < 0) return false;
  }
  return true;
}

/** Lays the keys out in this order and counts the neighbours that are out of place. */
function descents(keys: Uint32Array, order: Uint32Array, laidOut: Uint32Array, n: number): number {
  let count = 0;
  for (let i = 0; i < n; i++) {
    laidOut[i] = keys[order[i]];
    if (i > 0 && isAfter(laidOut[i - 1], order[i - 1], laidOut[i], order[i])) count += 1;
  }
  return count;
}

/** Equal keys stand in the order of their indices. */
const isAfter = (key: number, index: number, otherKey: number, otherIndex: number) =>
  key > otherKey || (key === otherKey && index > otherIndex);
