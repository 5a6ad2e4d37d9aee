/** Number of Chebyshev nodes. */
const count = 14;

const nodes = Array.from({ length: count }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / count));

/**
 * The derivative at `x` of the polynomial that takes the values of `f` at the Chebyshev nodes of an interval around x. For
 * a function that is smooth there its error is that of f's own values, times few hundred over the interval's length.
 * @param f returns several values
 */
export function slopeOfInterpolant(
  x: number,
  [low, high]: readonly [number, number],
  f: (x: number) => readonly number[],
): number[] {
  const [middle, radius] = [low + (high - low) / 2, (high - low) / 2];
  const values = nodes.map((node) => f(middle + radius * node));
  return values[0].map((_, component) => {
    const t = (x - middle) / radius;
    let slope = 0;
    for (let n = 1; n < count; n++) {
      let coefficient = 0;
      for (let k = 0; k < count; k++) coefficient += values[k][component] * Math.cos((n * Math.PI * (k + 0.5)) / count);
      slope += ((2 * coefficient) / count) * n * chebyshevOfSecondKind(n - 1, t);
    }
    return slope / radius;
  });
}

/** U_n(t), for which the derivative of T_n is n U_(n - 1). */
function chebyshevOfSecondKind(n: number, t: number): number {
  let [previous, current] = [0, 1];
  for (let k = 0; k < n; k++) [previous, current] = [current, 2 * t * current - previous];
  return current;
}
