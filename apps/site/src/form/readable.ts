/** A small positive number for people: 0.00123, or 3.02e-6. */
export function readable(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return value === 0 || Math.abs(value) >= 1e-3 ? value.toPrecision(3) : value.toExponential(2);
}
