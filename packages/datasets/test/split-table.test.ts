import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectRows, splitTable, standardize, type Table, TableError } from '../src/index.ts';

/** One feature: the row's number. */
const tableOf = (labels: number[]): Table => ({
  features: Float32Array.from(labels, (_, row) => row),
  labels: Int32Array.from(labels),
  count: labels.length,
  featureCount: 1,
  classNames: Array.from({ length: Math.max(...labels) + 1 }, (_, i) => `class ${i}`),
});

const sizes = fc.array(fc.integer({ min: 3, max: 60 }), { minLength: 2, maxLength: 5 });
const share = fc.integer({ min: 1, max: 20 });

test('a split loses no row, repeats none, and gives each class its share', () => {
  fc.assert(
    fc.property(sizes, share, share, share, fc.nat(), (counts, train, validation, held, seed) => {
      const table = tableOf(counts.flatMap((count, label) => new Array<number>(count).fill(label)));
      const split = splitTable(table, { train, validation, test: held, seed });
      const parts = [split.train, split.validation, split.test];
      const rows = parts.flatMap((part) => [...part.features]);
      expect(rows.sort((a, b) => a - b)).toEqual([...table.features]);
      parts.forEach((part, i) => {
        part.labels.forEach((label, row) => {
          expect(label).toBe(table.labels[part.features[row]]);
        });
        counts.forEach((count, label) => {
          const size = part.labels.filter((other) => other === label).length;
          const exact = (count * [train, validation, held][i]) / (train + validation + held);
          expect(size).toBeGreaterThanOrEqual(1);
          expect(Math.abs(size - exact)).toBeLessThan(2);
        });
      });
    }),
  );
});

test('the seed decides the split', () => {
  const table = tableOf(Array.from({ length: 40 }, (_, i) => i % 2));
  expect(splitTable(table, { seed: 3 })).toEqual(splitTable(table, { seed: 3 }));
  expect(splitTable(table, { seed: 3 }).train.features).not.toEqual(splitTable(table, { seed: 4 }).train.features);
  expect([...splitTable(table, { seed: 3 }).test.features].sort((a, b) => a - b)).toMatchInlineSnapshot(`
    [
      1,
      6,
      7,
      9,
      19,
      22,
      30,
      34,
    ]
  `);
});

test('a class with two rows, a share of nothing and a broken seed are refused', () => {
  const table = tableOf([0, 0, 0, 1, 1]);
  expect(() => splitTable(table)).toThrow(/class 'class 1' has 2/);
  expect(() => splitTable(table, { test: 0 })).toThrow(/'test' must be a finite number above 0, but is 0/);
  expect(() => splitTable(table, { seed: 0.5 })).toThrow(/'seed' must be an integer/);
});

test('rows that do not exist cannot be selected', () => {
  expect(() => selectRows(tableOf([0, 1]), [0, 2])).toThrow(TableError);
});

test('rows of a selection are named by their indices in the first table', () => {
  const table = tableOf([0, 1, 0, 1, 0, 1, 0, 1]);
  const selection = selectRows(selectRows(table, [5, 1, 6]), [2, 0]);
  expect(selection.rows).toEqual(Int32Array.of(6, 5));
  const { train, validation, test } = standardize(splitTable(table));
  const rows = [train, validation, test].flatMap((part) => Array.from(part.rows ?? []));
  expect(rows.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

const twoColumns = (rows: [number, number][]): Table => ({
  ...tableOf(rows.map((_, i) => i % 2)),
  features: Float32Array.from(rows.flat()),
  featureCount: 2,
});

test('standardized features have mean 0 and deviation 1 over the training part, which alone decides', () => {
  const split = {
    train: twoColumns([[1, 0.1], [3, 0.1], [5, 0.1]]), // biome-ignore format: a table
    validation: twoColumns([[3, 0.1], [7, 1.1]]), // biome-ignore format: a table
    test: twoColumns([[-1, 0.1]]), // biome-ignore format: a table
  };
  const { train, validation, test: held, mean, std } = standardize(split);
  const deviation = Math.sqrt(8 / 3);
  expect([...mean]).toEqual([3, Math.fround(0.1)]);
  expect([...std]).toEqual([deviation, 1]);
  expect(train.features).toEqual(Float32Array.of(-2 / deviation, 0, 0, 0, 2 / deviation, 0));
  expect(validation.features).toEqual(Float32Array.of(0, 0, 4 / deviation, Math.fround(1.1) - Math.fround(0.1)));
  expect(held.features[0]).toBe(Math.fround(-4 / deviation));
});

test('standardize refuses an empty training part and parts of unlike width', () => {
  const part = tableOf([0, 1]);
  const empty = selectRows(part, []);
  expect(() => standardize({ train: empty, validation: part, test: part })).toThrow(/'train'/);
  expect(() => standardize({ train: part, validation: part, test: twoColumns([[1, 2]]) })).toThrow(/'test'.*\(1\).*2/);
});

test('labels that are many different numbers are reported as a quantity, not classes', () => {
  const labels = Array.from({ length: 40 }, (_, row) => row >> 1);
  const table = { ...tableOf(labels), classNames: Array.from({ length: 20 }, (_, i) => String(i / 8)) };
  expect(() => splitTable(table)).toThrow('20 different numbers in 40 rows: if they are a quantity to predict, group');
  expect(() => splitTable(tableOf(labels))).toThrow('add rows of it or leave it out');
});
