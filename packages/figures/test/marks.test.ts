import { expect, test } from 'vitest';
import { belowLimit, linePath, rug } from '../src/marks.ts';
import { decades, powerOfTen, powers } from '../src/scales.ts';
import { coordinate, element, text } from '../src/svg.ts';

const same = (value: number) => value;

test('a line is interrupted where a value is not finite', () => {
  const svg = linePath([0, 1, 2, 3, 4], [0, 1, Number.NaN, 3, 4], same, same, { stroke: 'red' });
  expect(svg).toContain('d="M0,0L1,1M3,3L4,4"');
});

test('points that no eye could tell apart are left out, but not the last one', () => {
  const x = Array.from({ length: 1001 }, (_, i) => i / 1000);
  expect(linePath(x, x, same, same, { stroke: 'red' })).toContain('d="M0,0L0.3,0.3L0.5,0.5L0.8,0.8L1,1"');
});

test('steps go across, then up or down', () => {
  const svg = linePath([0, 1, 2, 3], [0, 5, Number.NaN, 4], same, same, { stroke: 'red', steps: true });
  expect(svg).toContain('d="M0,0H1V5M3,4"');
});

test('strokes of a rug that touch are one bar, wherever they stand among the values', () => {
  const svg = rug([7, 2, Number.NaN, 3, 2.4, 7], same, 10, 4, 'red');
  expect(svg).toContain('d="M1.5 10H3.5v4H1.5ZM6.5 10H7.5v4H6.5Z"');
  expect(rug([Number.NaN], same, 10, 4, 'red')).toBe('');
});

test('a curve above the limit ends where it crosses it', () => {
  const { x, y } = belowLimit([0, 1, 2, 3], [Number.POSITIVE_INFINITY, 1, 1, 5], 3);
  expect(x).toEqual([0, 1, 1, 2, 2.5, 3]);
  expect(y).toEqual([Number.NaN, 3, 1, 1, 3, Number.NaN]);
});

test('decades hold all positive values, three at least', () => {
  expect(decades(Float64Array.of(0.02, 0.004))).toEqual([1e-4, 0.1]);
  expect(decades(Float64Array.of(0.5, 2e-8))[0]).toBeCloseTo(1e-8, 20);
  expect(decades(Float64Array.of(0, Number.NaN, Number.POSITIVE_INFINITY))).toEqual([1e-3, 1]);
  expect(decades(Float64Array.of(1e-306, 5e-324))).toEqual([1e-323, 1e-305]);
  expect(decades(Float64Array.of(5e-324))).toEqual([1e-323, 1e-320]);
  expect(decades(Float64Array.of(1.7e308))).toEqual([1e305, 1e308]);
});

test('powers of ten are at most seven, and written as such', () => {
  expect(powers([1e-3, 1]).map(powerOfTen)).toEqual(['10⁻³', '10⁻²', '10⁻¹', '10⁰']);
  expect(powers([1e-12, 1]).map(powerOfTen)).toEqual(['10⁻¹²', '10⁻¹⁰', '10⁻⁸', '10⁻⁶', '10⁻⁴', '10⁻²', '10⁰']);
});

test('an element escapes what is text and refuses a coordinate that is none', () => {
  expect(text(1.26, 2, 'a<b & "c"', { fill: '"' })).toBe(
    '<text x="1.3" y="2" fill="&quot;">a&lt;b &amp; &quot;c&quot;</text>',
  );
  expect(text(0, 0, 'é <\u0000> −')).toBe('<text x="0" y="0">é &lt;&gt; −</text>');
  expect(() => element('rect', { x: Number.NaN })).toThrow(/must be finite/);
});

test('a coordinate is written to a tenth, the same each time', () => {
  const values = [0, 0.04, 12.25, 919.96, -3.14, 1e6 + 0.06];
  for (const _ of [1, 2]) expect(values.map(coordinate)).toEqual(['0', '0', '12.3', '920', '-3.1', '1000000.1']);
  expect(() => coordinate(Number.NaN)).toThrow(/must be finite/);
});
