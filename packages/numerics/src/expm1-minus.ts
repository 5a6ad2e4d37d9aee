const SERIES_LIMIT = 0.5;

/** 1/k! for k = 2, 3, ..., 15. */
const INVERSE_FACTORIALS = (() => {
  const values: number[] = [];
  let factorial = 1;
  for (let k = 2; k <= 15; k++) {
    factorial *= k;
    values.push(1 / factorial);
  }
  return Float64Array.from(values);
})();

/** exp(w) - 1 - w without cancellation near 0. */
export function expm1Minus(w: number): number {
  if (w < -SERIES_LIMIT || w > SERIES_LIMIT) return Math.expm1(w) - w;
  let sum = 0;
  for (let k = INVERSE_FACTORIALS.length - 1; k >= 0; k--) sum = sum * w + INVERSE_FACTORIALS[k];
  return sum * w * w;
}
