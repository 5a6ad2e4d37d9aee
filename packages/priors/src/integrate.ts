const [nodes, reach] = [48, 3.4];
const step = (2 * reach) / nodes;

/**
 * The integral of a function from `low` to `high` by the tanh-sinh rule, which takes steep and infinite slopes at both ends.
 * Accurate to about 1e-12 for functions that are smooth in between.
 */
export function integrate(f: (x: number) => number, low: number, high: number): number {
  const width = high - low;
  if (!(width > 0)) return 0;
  let sum = 0;
  for (let i = 0; i <= nodes; i++) {
    const t = i * step - reach;
    // The part of the width from the nearer end keeps its digits.
    const part = 1 / (1 + Math.exp(Math.PI * Math.sinh(Math.abs(t))));
    const weight = Math.PI * Math.cosh(t) * part * (1 - part);
    sum += weight * f(t < 0 ? low + width * part : high - width * part);
  }
  return step * width * sum;
}
