import { randomStream } from '@hyperprior/numerics';
import { readDecimal } from './decimal.ts';
import { type Split, selectRows, type Table, TableError } from './table.ts';

export interface SplitOptions {
  /** The shares of the rows, as weights: 0.7, 0.1 and 0.2 mean the same as 70, 10 and 20. */
  readonly train?: number;
  readonly validation?: number;
  readonly test?: number;
  /** An integer from 0 on. The same seed gives the same split on every platform. */
  readonly seed?: number;
}

/**
 * Splits a table into three parts, stratified: each class is divided in the given shares (rounded by largest
 * remainder, at least one row in each part), then each part is shuffled.
 *
 * @throws TableError `shares` for a share that is not positive, `seed` for one that is no integer from 0 on, `too-few-rows` for a class with fewer than three rows.
 */
export function splitTable(
  table: Table,
  { train = 0.7, validation = 0.1, test = 0.2, seed = 0 }: SplitOptions = {},
): Split {
  const shares = [train, validation, test];
  requirePositive({ train, validation, test });
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new TableError('seed', `splitTable: 'seed' must be an integer from 0 on, but is ${seed}`);
  }
  const random = randomStream(seed);
  const parts: number[][] = [[], [], []];
  rowsOfClasses(table).forEach((rows, label) => {
    requireThreeRows(table, label, rows.length);
    random.shuffle(rows);
    let start = 0;
    apportion(rows.length, shares).forEach((size, part) => {
      for (const end = start + size; start < end; start++) parts[part].push(rows[start]);
    });
  });
  const [trainPart, validationPart, testPart] = parts.map((rows) => selectRows(table, random.shuffle(rows)));
  return { train: trainPart, validation: validationPart, test: testPart };
}

function requirePositive(shares: Record<string, number>): void {
  for (const [name, share] of Object.entries(shares)) {
    if (!(share > 0 && Number.isFinite(share))) {
      throw new TableError('shares', `splitTable: '${name}' must be a finite number above 0, but is ${share}`);
    }
  }
}

function requireThreeRows(table: Table, label: number, rows: number): void {
  if (rows >= 3) return;
  throw new TableError(
    'too-few-rows',
    `splitTable: each class must have at least 3 rows, one for each part, but class '${table.classNames[label]}' ` +
      `has ${rows}; ${regressionHint(table) ?? 'add rows of it or leave it out'}`,
  );
}

/** Number of distinct numeric labels above which they are hardly names of classes. */
const manyClasses = 10;

/** Returns advice if the classes look like values of a quantity, else null. */
function regressionHint({ classNames, count }: Table): string | null {
  const isNumeric = classNames.every((name) => typeof readDecimal(name) === 'number');
  if (!isNumeric || classNames.length <= manyClasses) return null;
  return `the labels are ${classNames.length} different numbers in ${count} rows: if they are a quantity to predict, group them into classes`;
}

function rowsOfClasses(table: Table): number[][] {
  const rows: number[][] = table.classNames.map(() => []);
  table.labels.forEach((label, row) => {
    rows[label].push(row);
  });
  return rows;
}

/** Whole numbers that sum to `total`, each at least 1 and otherwise as near to its share as largest remainders get. */
function apportion(total: number, shares: readonly number[]): number[] {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const exact = shares.map((share) => (total * share) / whole);
  const sizes = exact.map((size) => Math.max(1, Math.floor(size)));
  const remainder = (part: number) => exact[part] - sizes[part];
  const parts = sizes.map((_, part) => part);
  let missing = total - sizes.reduce((sum, size) => sum + size, 0);
  for (; missing > 0; missing--) sizes[parts.reduce((a, b) => (remainder(b) > remainder(a) ? b : a))]++;
  for (; missing < 0; missing++) {
    const spare = parts.filter((part) => sizes[part] > 1);
    sizes[spare.reduce((a, b) => (remainder(b) < remainder(a) ? b : a))]--;
  }
  return sizes;
}
