const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
/** Which of the two 32-bit words holds the sign and the exponent. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * log x for positive normal x by +, -, * and / alone, so the same bits on every engine (Math.log is not).
 * Accurate to about 1 unit in the last place.
 */
export function portableLog(x: number): number {
  bits[0] = x;
  let exponent = (words[HIGH] >>> 20) - 1023;
  words[HIGH] = (words[HIGH] & 0xfffff) | 0x3ff00000;
  if (bits[0] > Math.SQRT2) {
    bits[0] *= 0.5;
    exponent += 1;
  }
  const f = bits[0] - 1;
  const r = f / (2 + f);
  const s = r * r;
  let sum = 0;
  for (let k = 21; k >= 3; k -= 2) sum = (sum + 2 / k) * s;
  const half = 0.5 * f * f;
  return exponent * LN2_HIGH - (half - (r * (half + sum) + exponent * LN2_LOW) - f);
}
