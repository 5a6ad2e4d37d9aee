import type { CsvFormat } from './csv-format.ts';

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_FINITE = /^[+-]?(nan|inf(inity)?)$/i;
const MISSING = /^(na|n\/a|null|none|\?|-+|\.+)$/i;

/** Number that was read, or why it could not be: `missing` is a common mark for a missing value. */
export type Decimal = number | 'empty' | 'missing' | 'not-finite' | 'not-a-number';

/** Reads a decimal number, stricter than `Number`: no hexadecimal, no empty text, nothing that is not finite. */
export function readDecimal(text: string, sign: CsvFormat['decimal'] = '.'): Decimal {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (MISSING.test(trimmed)) return 'missing';
  if (NOT_FINITE.test(trimmed)) return 'not-finite';
  // If the comma is the decimal sign, a point could only separate thousands, which are not supported.
  const pointed = sign === ',' ? trimmed.replace(/[.,]/g, (each) => (each === ',' ? '.' : ',')) : trimmed;
  if (!DECIMAL.test(pointed)) return 'not-a-number';
  const value = Number(pointed);
  return Number.isFinite(value) ? value : 'not-finite';
}

/** Returns why a 32-bit float cannot hold a number, or null if it can. */
export function float32Problem(value: number, text: string): 'too-large' | 'too-small' | 'not-exact' | null {
  const float = Math.fround(value);
  if (!Number.isFinite(float)) return 'too-large';
  if (float === 0 && value !== 0) return 'too-small';
  // Whole numbers are counts or identifiers, so rounding two of them to one float would merge them.
  return float !== value && /^[+-]?\d+([.,]0*)?$/.test(text.trim()) ? 'not-exact' : null;
}

/** Requirement that each problem violates, as the end of "must ...". */
export const float32Requirements = {
  'too-large': 'fit a 32-bit float',
  'too-small': 'be 0 or at least 1e-45, as a 32-bit float is',
  'not-exact': 'be a whole number that a 32-bit float holds exactly, as all up to 16777216 are',
} as const;
