import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basFigure } from '../src/index.ts';
import { basFrame } from './frames.ts';
import { fixedLayer, readSvg, valuesOf, wordsOf } from './read-svg.ts';

test('the figure says what is shown', () => {
  const words = wordsOf(basFigure(basFrame(4)));
  expect(words).toContain('A batch takes the shape of beta(a = 0.5, b = 0.5)');
  expect(words).toContain('200 points, step 5 of 20, loss 0.00819');
  for (const title of ['Cumulative distribution', 'Histogram and density', 'Loss']) expect(words).toContain(title);
});

test('a title of the caller is escaped', () => {
  const title = `<b> & "quotes" ' \u0000 ü`;
  expect(wordsOf(basFigure(basFrame(0), { title }))).toContain(`<b> & "quotes" '  ü`);
});

test('the axes and the prior do not move from frame to frame', () => {
  const first = fixedLayer(basFigure(basFrame(0)));
  expect(first.length).toBeGreaterThan(2000);
  for (const step of [1, 7, 19]) expect(fixedLayer(basFigure(basFrame(step)))).toBe(first);
});

test('the empirical cdf rises by 1/(N+1) at each point', () => {
  const svg = basFigure(basFrame(0, { points: Float32Array.of(0.25, 0.75) }));
  const fixed = basFigure(basFrame(0, { points: new Float32Array(0) }));
  const added = valuesOf(svg, 'd').filter((d) => !valuesOf(fixed, 'd').includes(d));
  // The panel spans x from 64 to 552 and y from 389 (share 0) to 112 (share 1).
  expect(added).toContain('M64,389H186V296.7H430V204.3H552V204.3');
});

test('both themes draw the same shapes in other colours', () => {
  const [light, dark] = [basFigure(basFrame(3)), basFigure(basFrame(3), { theme: 'dark' })];
  expect(valuesOf(dark, 'd')).toEqual(valuesOf(light, 'd'));
  expect(valuesOf(dark, 'fill')).not.toEqual(valuesOf(light, 'fill'));
});

test('a bar that leaves the panel carries its share', () => {
  const words = wordsOf(basFigure(basFrame(0, { points: new Float32Array(50).fill(0.6) })));
  expect(words).toContain('100 %');
});

describe('frames at the edge', () => {
  const nan = Number.NaN;
  test.each([
    ['one point', { points: Float32Array.of(0.5) }],
    ['no point', { points: new Float32Array(0) }],
    ['points that are all equal', { points: new Float32Array(9).fill(0.25) }],
    ['points on the ends', { points: Float32Array.of(0, 0, 1, 1) }],
    ['points outside the domain and none', { points: Float32Array.of(-4, nan, 0.5, Number.POSITIVE_INFINITY) }],
    ['a loss of zero', { loss: 0, losses: Float64Array.of(0.1, 0) }],
    ['no positive loss', { loss: 0, losses: Float64Array.of(0, 0) }],
    ['a constant loss', { loss: 0.1, losses: new Float64Array(5).fill(0.1) }],
    ['a loss that is not a number', { loss: nan, losses: Float64Array.of(0.1, nan) }],
    ['an infinite loss', { loss: Number.POSITIVE_INFINITY, losses: Float64Array.of(Number.POSITIVE_INFINITY) }],
    ['the smallest loss there is', { loss: 5e-324, losses: Float64Array.of(1, 5e-324) }],
    ['a run of one step', { step: 0, steps: 1 }],
  ])('%s', (_, changed) => {
    readSvg(basFigure(basFrame(1, changed)));
  });

  test('a prior whose mass is all in one bin', () => {
    const x = Float64Array.of(0, 0.5, 0.5 + 1e-9, 1);
    const target = {
      label: 'a step',
      domain: [0, 1] as const,
      x,
      cdf: Float64Array.of(0, 0, 1, 1),
      pdf: Float64Array.of(0, 1e9, 1e9, 0),
    };
    readSvg(basFigure(basFrame(1, { target })));
  });

  test('a domain far from the unit interval', () => {
    const { target } = basFrame(0);
    const x = target.x.map((value) => 1e6 * (value - 0.5));
    const domain = [-5e5, 5e5] as const;
    readSvg(basFigure(basFrame(1, { points: Float32Array.of(-4e5, 1), target: { ...target, x, domain } })));
  });

  test('any numbers', () => {
    const numbers = fc.float32Array({ minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(numbers, fc.float64Array({ minLength: 1, maxLength: 20 }), (points, losses) => {
        readSvg(basFigure(basFrame(losses.length - 1, { points, losses, loss: losses[losses.length - 1] })));
      }),
      { numRuns: 40 },
    );
  });
});

test('a long run stays a small picture', () => {
  const losses = Float64Array.from({ length: 200_000 }, (_, i) => 0.1 / (1 + i));
  expect(basFigure(basFrame(0, { losses, step: 199_999, steps: 200_000 })).length).toBeLessThan(60_000);
});

test('many points stay a small picture', () => {
  const points = Float32Array.from({ length: 200_000 }, (_, i) => (i + 0.5) / 200_000);
  // Each point has its own dot; all else is what an eye can tell apart.
  expect(basFigure(basFrame(0, { points })).length).toBeLessThan(20 * points.length);
});

test('the words of two tall bars side by side do not meet: the taller bar has them', () => {
  const points = Float32Array.from({ length: 100 }, (_, i) => (i < 60 ? 0.21 : 0.26));
  const words = wordsOf(basFigure(basFrame(0, { points })));
  expect(words).toContain('60 %');
  expect(words).not.toContain('40 %');
  const apart = wordsOf(basFigure(basFrame(0, { points: points.map((value) => (value < 0.25 ? value : 0.7)) })));
  expect(apart).toEqual(expect.arrayContaining(['60 %', '40 %']));
});

test('a long heading is broken into lines, and one that has no room is cut', () => {
  const lines = (title: string) => {
    const words = [...readSvg(basFigure(basFrame(0), { title })).getElementsByTagName('text')];
    return words.filter((line) => line.getAttribute('font-size') === '18').map((line) => line.textContent);
  };
  expect(lines('x'.repeat(60))).toEqual(['x'.repeat(60)]);
  expect(lines('word '.repeat(40).trim()).join(' ')).toBe('word '.repeat(40).trim());
  const cut = lines('x'.repeat(500));
  expect(cut).toHaveLength(3);
  expect(cut[2]).toMatch(/…$/);
});
