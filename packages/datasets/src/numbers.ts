import { readDecimal } from './decimal.ts';
import { quote } from './quote.ts';

/** A list of numbers that cannot be read. `line` counts from 1. */
export class NumbersError extends Error {
  override readonly name = 'NumbersError';
  readonly code: 'empty' | 'not-a-number';
  readonly line?: number;

  constructor(code: 'empty' | 'not-a-number', message: string, line?: number) {
    super(`parseNumbers: ${message}`);
    this.code = code;
    this.line = line;
  }
}

/** Reads one number a line; blank lines do not count. Throws `NumbersError` with the line and what stands there. */
export function parseNumbers(text: string): Float64Array {
  const values: number[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  lines.forEach((line, i) => {
    const value = readDecimal(line);
    if (typeof value === 'number') values.push(value);
    else if (value !== 'empty') {
      throw new NumbersError('not-a-number', `line ${i + 1} must be one finite number, but is ${quote(line)}`, i + 1);
    }
  });
  if (values.length === 0) {
    throw new NumbersError('empty', 'the text holds no number; write one number a line');
  }
  return Float64Array.from(values);
}
