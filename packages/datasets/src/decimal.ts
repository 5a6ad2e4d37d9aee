const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_FINITE = /^[+-]?(nan|inf(inity)?)$/i;

/** What a text means as a number: the number, or why it is none. */
export type Decimal = number | 'empty' | 'not-finite' | 'not-a-number';

/** Reads a decimal number, stricter than `Number`: no hexadecimal, no empty text, nothing that is not finite. */
export function readDecimal(text: string): Decimal {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (NOT_FINITE.test(trimmed)) return 'not-finite';
  if (!DECIMAL.test(trimmed)) return 'not-a-number';
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : 'not-finite';
}
