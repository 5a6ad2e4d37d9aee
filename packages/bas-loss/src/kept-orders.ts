/** Larger tensors are sorted anew each time, and no more layouts than this are remembered. */
const LARGEST = 2 ** 20;
const MOST_LAYOUTS = 8;

const kept = new Map<string, Uint32Array[]>();

/**
 * For each slice of a tensor of this layout the order that its last row had: in training it hardly changes from step
 * to step, and a row that is nearly sorted costs a pass, not a sort. Undefined where it is not worth its memory.
 */
export function keptOrders(slices: number, count: number): Uint32Array[] | undefined {
  if (slices * count > LARGEST) return undefined;
  const key = `${slices} x ${count}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_LAYOUTS) kept.clear();
  const orders = Array.from({ length: slices }, () => Uint32Array.from({ length: count }, (_, i) => i));
  kept.set(key, orders);
  return orders;
}
