import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { digitsTable, loadDigits, splitDigits, TableError } from '../src/index.ts';

const digits = await loadDigits();
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const perClass = (labels: Uint8Array) => {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
};

test('the digits are those that the build script wrote', () => {
  expect(sha256(digits.images)).toBe('682cc4fd6f5d2be77eba8f0c1f876d948d3f2933d1ef3be68e85381020231522');
  expect(digits).toMatchObject({ count: 10_000, width: 28, height: 28, classes: 10 });
  expect(digits.images.length).toBe(10_000 * 784);
});

test('the classes are as many as in the npm package', () => {
  expect(perClass(digits.labels)).toEqual([1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]);
});

test('a label belongs to its image: the nearest class mean is mostly right', () => {
  const means = Array.from({ length: 10 }, () => new Float64Array(784));
  const counts = perClass(digits.labels);
  for (let row = 0, i = 0; row < digits.count; row++) {
    const label = digits.labels[row];
    for (let pixel = 0; pixel < 784; pixel++, i++) means[label][pixel] += digits.images[i] / counts[label];
  }
  let right = 0;
  for (let i = 0; i < 200; i++) {
    const distances = means.map((mean) =>
      mean.reduce((sum, value, pixel) => sum + (value - digits.images[i * 784 + pixel]) ** 2, 0),
    );
    if (distances.indexOf(Math.min(...distances)) === digits.labels[i]) right++;
  }
  expect(right / 200).toBeGreaterThan(0.75);
});

test('any stretch of rows holds the classes in their shares', () => {
  const total = perClass(digits.labels);
  for (const [start, end] of [
    [0, 100],
    [0, 1000],
    [7000, 8000],
    [8000, 10_000],
  ]) {
    perClass(digits.labels.subarray(start, end)).forEach((count, label) => {
      expect(Math.abs(count - (total[label] * (end - start)) / 10_000)).toBeLessThan(2.5);
    });
  }
});

test('each call gives arrays of its own', async () => {
  const again = await loadDigits();
  again.images.fill(0);
  expect(digits.images.some((grey) => grey > 0)).toBe(true);
});

test('the split is 7,000 / 1,000 / 2,000 and covers all rows once', () => {
  const { train, validation, test: held } = splitDigits(digits);
  expect([train.count, validation.count, held.count]).toEqual([7000, 1000, 2000]);
  expect([...train.labels, ...validation.labels, ...held.labels]).toEqual([...digits.labels]);
  expect(sha256(held.images)).toBe(sha256(digits.images.subarray(8000 * 784)));
});

test('a table of digits has pixels from 0 to 1', () => {
  const table = digitsTable(splitDigits(digits).validation);
  expect(table).toMatchObject({ count: 1000, featureCount: 784 });
  expect(table.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(table.features.reduce((a, b) => Math.max(a, b))).toBe(1);
  expect(table.features[400]).toBe(Math.fround(digits.images[7000 * 784 + 400] / 255));
});

test('fewer than ten digits cannot be split', () => {
  expect(() => splitDigits({ ...digits, count: 9 })).toThrow(TableError);
});
