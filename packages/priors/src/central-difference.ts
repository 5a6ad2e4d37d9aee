/**
 * The derivative at 0 of a function of a displacement, by central differences with Richardson's extrapolation:
 * error O(step⁶).
 */
export function centralDifference(f: (delta: number) => number, step: number): number {
  const central = (h: number) => (f(h) - f(-h)) / (2 * h);
  return (64 * central(step / 4) - 20 * central(step / 2) + central(step)) / 45;
}
