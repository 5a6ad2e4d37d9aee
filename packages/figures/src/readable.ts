/** A loss in a few digits, whatever it is. */
export function readable(loss: number): string {
  if (!Number.isFinite(loss)) return Number.isNaN(loss) ? 'is not a number' : 'is infinite';
  return loss === 0 || Math.abs(loss) >= 1e-4 ? loss.toPrecision(3) : loss.toExponential(2).replace('-', '−');
}
