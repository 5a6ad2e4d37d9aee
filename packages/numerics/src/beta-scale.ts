import { DIGAMMA_PART, gammaParts, INVERSE, LOG_PART, PRODUCT_PART, RAISED, ROW } from './gamma-parts.ts';

/** Places of what depends on a and b alone, in a `Float64Array(SCALE_SIZE)`: the parameters first. */
export const PARAMETER_A = 0;
export const PARAMETER_B = 1;
export const SCALE = 2;
export const SHIFT = 3;
export const GAP_A = 4;
export const GAP_B = 5;
export const RATIO_A = 6;
export const RATIO_B = 7;
/** Of 64 bytes at most: engines take much longer to make a larger typed array. */
export const SCALE_SIZE = 8;

const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

const ROW_B = ROW;
const ROW_N = 2 * ROW;
const rows = new Float64Array(3 * ROW);

/**
 * Fills in what T = x^a (1-x)^b / B(a, b) needs of a and b alone, without a logarithm:
 *
 * T = scale exp(shift + a log(ratioA x) + b log(ratioB (1-x))),
 * d log T / da = log(ratioA x) + gapA,  d log T / db = log(ratioB (1-x)) + gapB.
 *
 * The ratios are about (a + b) / a and (a + b) / b, exactly so where that parameter is at least 8: the logarithms
 * vanish at the mean and nothing large cancels.
 */
export function betaScale(record: Float64Array): void {
  rows[0] = record[PARAMETER_A];
  rows[ROW_B] = record[PARAMETER_B];
  rows[ROW_N] = rows[0] + rows[ROW_B];
  gammaParts(rows);
  combine(record);
}

/** Apart from the caller: together they outgrow what engines compile without calls that allocate. */
function combine(record: Float64Array): void {
  const raisedA = rows[RAISED];
  const raisedB = rows[ROW_B + RAISED];
  const raisedN = rows[ROW_N + RAISED];
  const productA = rows[PRODUCT_PART];
  const productB = rows[ROW_B + PRODUCT_PART];
  // The order of the factors keeps A B / N and the products from overflow and underflow.
  const ratio = Math.max(raisedA, raisedB) * rows[ROW_N + INVERSE];
  const products = Math.min(productA, productB) * (Math.max(productA, productB) / rows[ROW_N + PRODUCT_PART]);
  record[SCALE] = INVERSE_SQRT_TWO_PI * Math.sqrt(Math.min(raisedA, raisedB) * ratio) * products;
  record[SHIFT] = rows[ROW_N + LOG_PART] - rows[LOG_PART] - rows[ROW_B + LOG_PART];
  record[GAP_A] = rows[DIGAMMA_PART] - rows[ROW_N + DIGAMMA_PART];
  record[GAP_B] = rows[ROW_B + DIGAMMA_PART] - rows[ROW_N + DIGAMMA_PART];
  record[RATIO_A] = raisedN * rows[INVERSE];
  record[RATIO_B] = raisedN * rows[ROW_B + INVERSE];
}
