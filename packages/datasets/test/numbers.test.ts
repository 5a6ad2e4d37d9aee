import { expect, test } from 'vitest';
import { NumbersError, parseNumbers } from '../src/index.ts';

test('one number a line, blank lines left out', () => {
  expect(parseNumbers('\uFEFF1\r\n -2.5e-1 \n\n.5\n')).toEqual(Float64Array.of(1, -0.25, 0.5));
});

test.each([
  ['1\n\ntwo\n', 3, `line 3 must be one finite number, but is 'two'`],
  ['1 2\n', 1, `line 1 must be one finite number, but is '1 2'`],
  ['1\nNaN', 2, `line 2 must be one finite number, but is 'NaN'`],
  ['1\n1e999', 2, `line 2 must be one finite number, but is '1e999'`],
])('%j is refused', (text, line, message) => {
  expect(() => parseNumbers(text)).toThrow(new NumbersError('not-a-number', message, line));
});

test('a text without a number is refused', () => {
  expect(() => parseNumbers('\n\n')).toThrow(
    new NumbersError('empty', 'the text holds no number; write one number a line'),
  );
});

test('what a 32-bit float cannot hold is refused where floats are asked for', () => {
  expect(parseNumbers('1e39')).toEqual(Float64Array.of(1e39));
  expect(() => parseNumbers('1\n-1e39\n', { float32: true })).toThrow(
    new NumbersError('too-large', `line 2 must fit a 32-bit float, but is '-1e39'`, 2),
  );
});

test.each([
  ['1e-50', 'too-small'],
  ['16777217', 'not-exact'],
] as const)('so is %s', (text, code) => {
  expect(parseNumbers(text)).toEqual(Float64Array.of(Number(text)));
  try {
    parseNumbers(text, { float32: true });
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof NumbersError)) throw error;
    expect(error.code).toBe(code);
  }
});
