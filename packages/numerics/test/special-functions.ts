import { readFileSync } from 'node:fs';

/** Rows of mpmath values at 50 digits; see the file's note for the columns. */
type Rows = Record<'gamma' | 'beta' | 'normal' | 'lognormal' | 'erf' | 'quantile', number[][]>;

export const reference: Rows = JSON.parse(readFileSync(new URL('./special-functions.json', import.meta.url), 'utf8'));

/** One column of rows of numbers. */
export const column = (rows: number[][], index: number): number[] => rows.map((row) => row[index]);
