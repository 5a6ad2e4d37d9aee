import { expect, test } from 'vitest';
import { thinned } from '../src/export/gif.ts';
import { homeFigure } from '../src/figure/home-figure.ts';
import { restingBatch } from '../src/figure/resting-batch.ts';

test('the first picture of the home page is drawn without a backend, in the colours of the page', () => {
  const svg = homeFigure(restingBatch, 318);
  expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 318 /);
  expect(svg).toContain('var(--hp-target)');
  expect(svg).not.toMatch(/NaN|Infinity/);
});

test('the resting batch has the density of Beta(2, 6)', () => {
  const { x, pdf } = restingBatch.target;
  const mass = Array.from(pdf).reduce((sum, value) => sum + value / (x.length - 1), 0);
  expect(mass).toBeCloseTo(1, 3);
});

test('an animation has the first and the last frame, and no more than it may', () => {
  expect(thinned(3)).toEqual([0, 1, 2]);
  const chosen = thinned(2000, 120);
  expect(chosen).toHaveLength(120);
  expect([chosen[0], chosen[119]]).toEqual([0, 1999]);
  expect(new Set(chosen).size).toBe(120);
});
