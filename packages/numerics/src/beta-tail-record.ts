/**
 * A tail of the Beta distribution while it is being computed: a `Float64Array(TAIL_SIZE)` with these places.
 *
 * The functions of the hot path hand this record to each other instead of numbers: engines keep numbers unboxed in a
 * typed array, but allocate for each one that goes through a call they do not inline.
 * The record always describes a left tail, I_x(a, b); a right one is the left one of Beta(b, a) at 1 - x.
 */
export const A = 0;
export const B = 1;
export const X = 2;
/** 1 - x. */
export const Y = 3;
/** a - (a + b) x. */
export const LAMBDA = 4;
/** d log T / da and d log T / db of T = x^a y^b / B(a, b). */
export const SCORE_A = 5;
export const SCORE_B = 6;
/** log T, but for a factor that depends on a and b alone. */
export const EXPONENT = 7;
/** How many steps the continued fraction needs. */
export const DEPTH = 8;
/** Results: I / T, (dI/da) / T, (dI/db) / T. */
export const VALUE = 9;
export const GRADIENT_A = 10;
export const GRADIENT_B = 11;
export const TAIL_SIZE = 12;
