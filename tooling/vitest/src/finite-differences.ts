/**
 * Central differences of `f` at `x` with Richardson's extrapolation, in float64: error O(h⁶).
 * @returns df/dx_i for each i
 */
export function finiteDifferences(f: (x: number[]) => number, x: number[], h = 1e-2): number[] {
  const central = (i: number, step: number) => {
    const at = (delta: number) => f(x.map((value, k) => (k === i ? value + delta : value)));
    return (at(step) - at(-step)) / (2 * step);
  };
  return x.map((_, i) => {
    const [coarse, middle, fine] = [central(i, h), central(i, h / 2), central(i, h / 4)];
    const [first, second] = [(4 * middle - coarse) / 3, (4 * fine - middle) / 3];
    return (16 * second - first) / 15;
  });
}
