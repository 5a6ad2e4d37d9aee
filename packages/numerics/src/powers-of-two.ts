/** 2^k for -1074 <= k <= 1023 at index k + 1074, exactly. */
export const POWERS_OF_TWO = (() => {
  const powers = new Float64Array(2098);
  let power = 1;
  for (let k = 0; k <= 1023; k++, power *= 2) powers[k + 1074] = power;
  power = 0.5;
  for (let k = -1; k >= -1074; k--, power /= 2) powers[k + 1074] = power;
  return powers;
})();

/** log 2 in two parts; the high one has 21 trailing zero bits, so that its product with an exponent is exact. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
