/** Larger tensors are sorted anew each time. */
const largest = 2 ** 20;
const mostLayouts = 8;

const kept = new Map<string, Uint32Array[]>();

/**
 * For each slice of a tensor of this layout the order that the last such slice had: in training it hardly changes from
 * step to step, and a row that is nearly sorted costs a pass, not a sort. Undefined where it is not worth its memory.
 */
export function keptOrders(slices: number, count: number): Uint32Array[] | undefined {
  if (slices * count > largest) return undefined;
  const layout = `${slices}x${count}`;
  if (!kept.has(layout)) {
    if (kept.size === mostLayouts) kept.clear();
    kept.set(
      layout,
      Array.from({ length: slices }, () => Uint32Array.from({ length: count }, (_, i) => i)),
    );
  }
  return kept.get(layout);
}
