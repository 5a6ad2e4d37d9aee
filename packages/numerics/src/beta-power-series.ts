const TOLERANCE = 1e-17;
const MOST_TERMS = 20_000;

/**
 * s(a, b, x) = sum over k >= 1 of (1-b)_k x^k / (k! (a + k)), so that I_x(a, b) = x^a (1 + a s) / (a B(a, b)).
 *
 * For b x <= 1 the terms hardly cancel; the smaller x, the fewer there are.
 * @see DLMF 8.17.7
 */
export function betaSeries(a: number, b: number, x: number): number {
  let coefficient = 1;
  let sum = 0;
  for (let k = 1; k < MOST_TERMS; k++) {
    coefficient *= ((k - b) * x) / k;
    const term = coefficient / (a + k);
    sum += term;
    if (Math.abs(term) <= TOLERANCE * Math.abs(sum) || coefficient === 0) break;
  }
  return sum;
}

/** As `betaSeries`, with its derivatives for a fixed x: out[0] = s, out[1] = ds/da, out[2] = ds/db. */
export function betaSeriesGradient(a: number, b: number, x: number, out: Float64Array): void {
  let coefficient = 1;
  let coefficientB = 0;
  let sum = 0;
  let sumA = 0;
  let sumB = 0;
  for (let k = 1; k < MOST_TERMS; k++) {
    const factor = x / k;
    coefficientB = (coefficientB * (k - b) - coefficient) * factor;
    coefficient *= (k - b) * factor;
    const inverse = 1 / (a + k);
    const term = coefficient * inverse;
    const termB = coefficientB * inverse;
    sum += term;
    sumA -= term * inverse;
    sumB += termB;
    if (Math.abs(term) <= TOLERANCE * Math.abs(sum) && Math.abs(termB) <= TOLERANCE * Math.abs(sumB)) break;
  }
  out[0] = sum;
  out[1] = sumA;
  out[2] = sumB;
}
