/** Larger tensors are sorted anew each time. */
const LARGEST = 2 ** 20;

let [kept, keptCount]: [kept: Uint32Array[], count: number] = [[], 0];

/**
 * For each slice of a tensor of this layout the order that its last row had: in training it hardly changes from step
 * to step, and a row that is nearly sorted costs a pass, not a sort. Undefined where it is not worth its memory.
 */
export function keptOrders(slices: number, count: number): Uint32Array[] | undefined {
  if (slices * count > LARGEST) return undefined;
  if (kept.length !== slices || keptCount !== count) {
    kept = Array.from({ length: slices }, () => Uint32Array.from({ length: count }, (_, i) => i));
    keptCount = count;
  }
  return kept;
}
