/** Number of values above which a tensor is sorted from scratch each time. */
const largest = 2 ** 20;
const mostLayouts = 8;

const kept = new Map<string, Uint32Array[]>();

/**
 * Returns, for each slice of a tensor of this layout, the order in which it was last sorted. In training the order hardly
 * changes between steps, and a nearly sorted row takes one pass instead of a sort. Undefined if it is not worth its memory.
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
