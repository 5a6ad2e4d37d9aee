/** Nodes in (0, 1) and weights of the n-point Gauss-Legendre rule on [0, 1], by Newton's method on P_n. */
export function gaussLegendre(n: number): { nodes: Float64Array; weights: Float64Array } {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let t = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 8; step++) {
      const [value, derivative] = legendre(n, t);
      slope = derivative;
      t -= value / derivative;
    }
    nodes[n - 1 - i] = (1 + t) / 2;
    weights[n - 1 - i] = 1 / ((1 - t * t) * slope * slope);
  }
  return { nodes, weights };
}

/** P_n(t) and its derivative. */
function legendre(n: number, t: number): [value: number, derivative: number] {
  let previous = 1;
  let value = t;
  for (let k = 2; k <= n; k++) {
    const next = ((2 * k - 1) * t * value - (k - 1) * previous) / k;
    previous = value;
    value = next;
  }
  return [value, (n * (t * value - previous)) / (t * t - 1)];
}
