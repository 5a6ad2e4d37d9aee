/** out = [I, 1 - I, dI/dx] at x <= 0 or x >= 1. */
export function writeOutside(a: number, b: number, x: number, out: Float64Array): void {
  out[0] = Number.isNaN(x) ? x : x > 0 ? 1 : 0;
  out[1] = 1 - out[0];
  out[2] = densityOutside(a, b, x);
}

/** The density at x <= 0 or x >= 1. */
export function densityOutside(a: number, b: number, x: number): number {
  if (x === 0) return a < 1 ? Number.POSITIVE_INFINITY : a > 1 ? 0 : b;
  if (x === 1) return b < 1 ? Number.POSITIVE_INFINITY : b > 1 ? 0 : a;
  return Number.isNaN(x) ? x : 0;
}
