/** The numbers next to the ends of (0, 1) that float32 holds. */
const [lowest, highest] = [2 ** -126, 1 - 2 ** -24];

/** log(p / (1 - p)), what the sigmoid maps to these points; one that has reached an end is taken as just inside. */
export function logits(points: Float32Array): Float32Array {
  return points.map((point) => {
    const inside = Math.min(Math.max(point, lowest), highest);
    return Math.log(inside) - Math.log1p(-inside);
  });
}
