import { LN2_HIGH, LN2_LOW, POWERS_OF_TWO } from './powers-of-two.ts';

const value = new Float64Array(1);
const words = new Uint32Array(value.buffer);
/** Which of the two words holds the sign and the exponent. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;

/**
 * log x, as Math.log, within about 1 unit in the last place.
 *
 * By +, -, * and / alone, so it has the same bits on every engine, and it is inlined where Math.log is a call.
 * x = 2^k m with m near 1, log m = 2 atanh(r), r = (m - 1) / (m + 1).
 */
export function log(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < Number.POSITIVE_INFINITY)) return rareLog(x);
  value[0] = x;
  // The constant moves the border between two exponents from m = 1 to m = sqrt(1/2).
  const k = ((words[HIGH] + 0x95f62) >>> 20) - 1023;
  const f = x * POWERS_OF_TWO[1074 - k] - 1;
  const r = f / (2 + f);
  const s = r * r;
  const q = s * s;
  const even = 0.666666666666667 + q * (0.28571428626173057 + q * (0.1818289100504977 + q * 0.14617093237558204));
  const odd = 0.39999999999899005 + q * (0.2222221110612709 + q * 0.15331664799306263);
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (r * (half + s * (even + s * odd)) + k * LN2_LOW) - f);
}

function rareLog(x: number): number {
  if (x > 0 && x < SMALLEST_NORMAL) return log(x * TWO_54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  return x > 0 ? x : Number.NaN;
}
