import { LN2_HIGH, LN2_LOW, POWERS_OF_TWO } from './powers-of-two.ts';

/** Adding and subtracting 1.5 * 2^52 rounds to the nearest integer. */
const ROUNDER = 6755399441055744;

/**
 * exp x, as Math.exp, within about 1 unit in the last place.
 *
 * By +, -, * and / alone, so it has the same bits on every engine, and it is inlined where Math.exp is a call.
 * x = k log 2 + r with |r| <= log(2)/2, and a polynomial in r.
 */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return rareExp(x);
  const k = x * Math.LOG2E + ROUNDER - ROUNDER;
  return POWERS_OF_TWO[k + 1074] * reducedExp(x, k);
}

/** exp(x - k log 2). */
function reducedExp(x: number, k: number): number {
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const s = r * r;
  const q = s * s;
  const even =
    0.5 +
    s * 0.04166666666666668 +
    q * (0.0013888888888879082 + s * 2.4801587336422683e-5 + q * (2.755726330017862e-7 + s * 2.091812988660952e-9));
  const odd =
    0.1666666666666667 +
    s * 0.008333333333326141 +
    q * (0.00019841269874802173 + s * 2.755725542387984e-6 + q * 2.510520706464424e-8);
  return 1 + (r + (s * (even + r * odd) + (high - r - low)));
}

function rareExp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019412) return 0;
  const k = x * Math.LOG2E + ROUNDER - ROUNDER;
  const half = k < 0 ? k + 100 : k - 100;
  return reducedExp(x, k) * POWERS_OF_TWO[half + 1074] * POWERS_OF_TWO[(k < 0 ? -100 : 100) + 1074];
}
