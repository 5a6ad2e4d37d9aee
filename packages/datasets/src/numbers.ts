import { float32Problem, float32Requirements, readDecimal } from './decimal.ts';
import { quote } from './quote.ts';

export type NumbersErrorCode = 'empty' | 'not-a-number' | 'too-large' | 'too-small' | 'not-exact';

/** Error for a list of numbers that cannot be read. `line` counts from 1. */
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
  /** Whether to reject a number that a 32-bit float cannot hold. */
  readonly float32?: boolean;
}

/** Reads one number a line; blank lines are skipped. Throws `NumbersError` with the line and its text. */
export function parseNumbers(text: string, { float32 = false }: NumbersOptions = {}): Float64Array {
  const values: number[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  lines.forEach((line, i) => {
    const value = readDecimal(line);
    if (typeof value === 'number') {
      const problem = float32 ? float32Problem(value, line) : null;
      if (problem !== null)
        throw new NumbersError(
          problem,
          `line ${i + 1} must ${float32Requirements[problem]}, but is ${quote(line)}`,
          i + 1,
        );
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
