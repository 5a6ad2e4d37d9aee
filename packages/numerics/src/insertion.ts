/**
 * Turns an order of `keys` into the one that sorts them, stably, by insertion; writes the sorted keys to `sorted`.
 * Gives up and returns false when that takes more than `mostMoves`; `order` is a permutation even then.
 */
export function insertionSort(
  keys: Uint32Array,
  order: Uint32Array,
  sorted: Uint32Array,
  n: number,
  mostMoves: number,
): boolean {
  let moves = 0;
  for (let i = 0; i < n; i++) {
    const index = order[i];
    const key = keys[index];
    let j = i;
    // Equal keys stand in the order of their indices.
    while (j > 0 && (sorted[j - 1] > key || (sorted[j - 1] === key && order[j - 1] > index))) {
      sorted[j] = sorted[j - 1];
      order[j] = order[j - 1];
      j -= 1;
    }
    sorted[j] = key;
    order[j] = index;
    moves += i - j;
    if (moves > mostMoves) return false;
  }
  return true;
}
