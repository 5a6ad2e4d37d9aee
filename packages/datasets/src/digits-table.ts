import type { Digits } from './digits.ts';
import { type Split, type Table, TableError } from './table.ts';

/** The digits as a table: 784 features a row, the grey values scaled to 0..1, and the classes '0' to '9'. */
export function digitsTable(digits: Digits): Table {
  const features = new Float32Array(digits.images);
  for (let i = 0; i < features.length; i++) features[i] /= 255;
  return {
    features,
    labels: Int32Array.from(digits.labels),
    count: digits.count,
    featureCount: digits.width * digits.height,
    classNames: Array.from({ length: digits.classes }, (_, digit) => String(digit)),
  };
}

/**
 * The fixed split: the first 7 of 10 rows are the training set, the next one the validation set, the last two the
 * test set (7,000 / 1,000 / 2,000 of all 10,000). The order of `loadDigits` makes it stratified. The parts are views on
 * the given arrays, not copies. Throws `TableError` for fewer than 10 digits.
 */
export function splitDigits(digits: Digits): Split<Digits> {
  if (digits.count < 10) {
    throw new TableError('too-few-rows', `splitDigits: 'digits' must hold at least 10, but count is ${digits.count}`);
  }
  const tenth = Math.floor(digits.count / 10);
  return {
    train: slice(digits, 0, digits.count - 3 * tenth),
    validation: slice(digits, digits.count - 3 * tenth, digits.count - 2 * tenth),
    test: slice(digits, digits.count - 2 * tenth, digits.count),
  };
}

function slice(digits: Digits, start: number, end: number): Digits {
  const pixels = digits.width * digits.height;
  return {
    ...digits,
    images: digits.images.subarray(start * pixels, end * pixels),
    labels: digits.labels.subarray(start, end),
    count: end - start,
  };
}
