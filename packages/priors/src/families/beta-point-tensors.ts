import { add, greater, mul, neg, sub, type Tensor, tidy, where } from '@tensorflow/tfjs-core';

/** Something for a and something for b. */
export type Pair = readonly [a: Tensor, b: Tensor];

/**
 * x and the parameters as the methods want them: where x > 1/2 the distribution is mirrored, I_x(a, b) =
 * 1 - I_{1-x}(b, a), so that x is at most 1/2 and exact, and y = 1 - x.
 */
export interface BetaPoint {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly n: Tensor;
  readonly x: Tensor;
  readonly y: Tensor;
  /** n x - a with one rounding */
  readonly deviation: Tensor;
  readonly isMirrored: Tensor;
  /** The parameters as they were given, in their own shapes. */
  readonly parameters: Pair;
}

/** Prepares a point; 0 < x < 1. */
export function betaPoint(a: Tensor, b: Tensor, x: Tensor): BetaPoint {
  const y = sub(1, x);
  const deviation = deviationFromMean(a, b, x, y);
  const isMirrored = greater(x, 0.5);
  const [ownA, ownB] = mirrored(isMirrored, [a, b]);
  const [ownX, ownY] = mirrored(isMirrored, [x, y]);
  return {
    a: ownA,
    b: ownB,
    n: add(a, b),
    x: ownX,
    y: ownY,
    deviation: where(isMirrored, neg(deviation), deviation),
    isMirrored,
    parameters: [a, b],
  };
}

/** The pair, exchanged where the point is mirrored; a second time gives it back. */
export const mirrored = (isMirrored: Tensor, [a, b]: Pair): Pair => [where(isMirrored, b, a), where(isMirrored, a, b)];

/**
 * (a + b) x - a = b x - a (1 - x), with both products and 1 - x kept with their errors (Dekker's two-product): what
 * cancels here decides how far x is from the mean.
 */
export function deviationFromMean(a: Tensor, b: Tensor, x: Tensor, y: Tensor): Tensor {
  return tidy(() => {
    const yError = sub(sub(1, y), x);
    const [left, right] = [exactProduct(b, x), exactProduct(a, y)];
    return add(sub(left.product, right.product), sub(sub(left.error, right.error), mul(a, yError)));
  });
}

function exactProduct(u: Tensor, v: Tensor): { product: Tensor; error: Tensor } {
  const product = mul(u, v);
  const [uHigh, uLow] = halves(u);
  const [vHigh, vLow] = halves(v);
  const rest = add(add(sub(mul(uHigh, vHigh), product), mul(uHigh, vLow)), mul(uLow, vHigh));
  return { product, error: add(rest, mul(uLow, vLow)) };
}

/** Veltkamp's splitting into two halves of 12 bits. */
function halves(v: Tensor): [high: Tensor, low: Tensor] {
  const scaled = mul(v, 4097);
  const high = sub(scaled, sub(scaled, v));
  return [high, sub(v, high)];
}
