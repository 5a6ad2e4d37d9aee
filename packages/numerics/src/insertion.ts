/** More neighbours out of order than one in so many, and sorting anew is faster. */
const DESCENT_EVERY = 6;
/** So many moves a value are still cheaper than a sort. */
const MOVES_PER_VALUE = 3;

/**
 * Turns an order of `keys` into the one that sorts them, stably, by insertion; writes the sorted keys to `sorted`.
 * @param hurried gives up and returns false where that would take longer than a sort from scratch; `order` is a
 *   permutation even then
 */
export function insertionSort(
  keys: Uint32Array,
  order: Uint32Array,
  sorted: Uint32Array,
  n: number,
  hurried: boolean,
): boolean {
  let descents = 0;
  for (let i = 0; i < n; i++) {
    sorted[i] = keys[order[i]];
    if (i > 0 && isAfter(sorted[i - 1], order[i - 1], sorted[i], order[i])) descents++;
  }
  if (hurried && descents * DESCENT_EVERY > n) return false;
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
    if (hurried && moves < 0) return false;
  }
  return true;
}

/** Equal keys stand in the order of their indices. */
const isAfter = (key: number, index: number, otherKey: number, otherIndex: number) =>
  key > otherKey || (key === otherKey && index > otherIndex);
