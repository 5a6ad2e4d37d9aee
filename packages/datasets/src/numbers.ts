import { readDecimal } from './decimal.ts';
import { quote } from './quote.ts';

export type NumbersErrorCode = 'empty' | 'not-a-number' | 'too-large';

/** A list of numbers that cannot be read. `line` counts from 1. */
export class NumbersError extends Error {
  override readonly name = 'NumbersError';
  readonly code: NumbersErrorCode;
  readonly line?: number;

  constructor(code: NumbersErrorCode, message: string, line?: number) {
    super(`parseNumbers: ${message}`);
    this.code = code;
    this.line = line;
  }
}

export interface NumbersOptions {
  /** Refuse a number that a 32-bit float cannot hold. */
  readonly float32?: boolean;
}

/** Reads one number a line; blank lines do not count. Throws `NumbersError` with the line and what stands there. */
export function parseNumbers(text: string, { float32 = false }: NumbersOptions = {}): Float64Array {
  const values: number[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  lines.forEach((line, i) => {
    const value = readDecimal(line);
    if (typeof value === 'number') {
      if (float32 && !Number.isFinite(Math.fround(value)))
        throw new NumbersError('too-large', `line ${i + 1} must fit a 32-bit float, but is ${quote(line)}`, i + 1);
      values.push(value);
    } else if (value !== 'empty') {
      throw new NumbersError('not-a-number', `line ${i + 1} must be one finite number, but is ${quote(line)}`, i + 1);
    }
  });
  if (values.length === 0) {
    throw new NumbersError('empty', 'the text holds no number; write one number a line');
  }
  return Float64Array.from(values);
}
