/**
 * Turns an order of `values` into the one that sorts them, stably, by insertion; writes the sorted values to `sorted`.
 * Gives up and returns false when that takes more than `mostMoves` or there is a NaN; `order` is a permutation even then.
 */
export function insertionSort(
  values: Float32Array,
  order: Uint32Array,
  sorted: Float32Array,
  mostMoves: number,
): boolean {
  let moves = 0;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const index = order[i];
    const value = values[index];
    let j = i;
    if (value > greatest) greatest = value;
    else if (Number.isNaN(value)) return false;
    // Equal values stand in the order of their indices.
    else
      while (j > 0 && (sorted[j - 1] > value || (sorted[j - 1] === value && order[j - 1] > index))) {
        sorted[j] = sorted[j - 1];
        order[j] = order[j - 1];
        j -= 1;
      }
    sorted[j] = value;
    order[j] = index;
    moves += i - j;
    if (moves > mostMoves) return false;
  }
  return true;
}
