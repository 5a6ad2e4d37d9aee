import { powerOfTen } from '../scales.ts';

/** A number in as few characters as stand beside an axis. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'no number' : value > 0 ? '∞' : '−∞';
  if (size !== 0 && (size >= 1e5 || size < 1e-3)) return exponential(value);
  return Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 6 }).replace('-', '−');
}

function exponential(value: number): string {
  const [digits, exponent] = value.toExponential(2).split('e');
  const factor = String(Number(digits)).replace('-', '−');
  const power = powerOfTen(Number(`1e${exponent}`));
  return factor === '1' ? power : `${factor}·${power}`;
}
