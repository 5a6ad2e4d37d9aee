import type { Density } from './family.ts';

const scratch = new Float64Array(3);

/**
 * The x in [low, high] with F(x) = p, for finite low and high: Newton's method kept inside a bracket that is halved
 * where it would leave it. The upper tail is used where p is above 1/2.
 * @param start where the search starts, if it lies between the ends
 */
export function invert(
  density: Pick<Density, 'cdfValue'>,
  p: number,
  low: number,
  high: number,
  start = Number.NaN,
): number {
  if (p <= 0) return low;
  if (p >= 1) return high;
  let [left, right] = [low, high];
  let x = start > left && start < right ? start : middle(left, right);
  for (let i = 0; i < 200 && right > left; i++) {
    density.cdfValue(x, scratch);
    const [tail, wanted] = p <= 0.5 ? [scratch[0], p] : [scratch[1], 1 - p];
    const excess = p <= 0.5 ? tail - wanted : wanted - tail;
    if (excess === 0) return x;
    if (excess > 0) right = x;
    else left = x;
    const newton = x - stepFor(tail, wanted, excess) / scratch[2];
    const next = newton > left && newton < right ? newton : middle(left, right);
    // To the last bit: close to 1 the tail may still change a lot from one number to the next.
    if (next === x || next === left || next === right) return next;
    x = next;
  }
  return x;
}

/** Newton's step times the density: on the tail, or far away on its logarithm, which is closer to a straight line. */
function stepFor(tail: number, wanted: number, excess: number): number {
  if (2 * tail > wanted && tail < 2 * wanted) return excess;
  return Math.sign(excess) * tail * Math.abs(Math.log(tail / wanted));
}

/** Between two bounds: in the geometric sense where they are positive and of different orders. */
const middle = (left: number, right: number) =>
  left > 0 && right > 4 * left ? Math.sqrt(left) * Math.sqrt(right) : left + (right - left) / 2;
