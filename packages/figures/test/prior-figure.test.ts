import { expect, test } from 'vitest';
import { priorFigure } from '../src/index.ts';
import { arcsinePrior, binomialPrior } from './frames.ts';
import { readSvg, valuesOf, wordsOf } from './read-svg.ts';

test('one prior is shown with its moments and quantiles', () => {
  const words = wordsOf(priorFigure(arcsinePrior));
  expect(words).toEqual(
    expect.arrayContaining([
      'Density and cumulative distribution of a prior',
      'beta(a = 0.5, b = 0.5)',
      'mean 0.5, standard deviation 0.354, median 0.5, 90 % from 0.0062 to 0.994',
      ...['Density', 'Cumulative distribution', 'value'],
    ]),
  );
  expect(priorFigure([arcsinePrior])).toBe(priorFigure(arcsinePrior));
});

test('a discrete prior has a stem for each value, and a cdf in steps', () => {
  const svg = priorFigure(binomialPrior);
  expect(wordsOf(svg)).toContain('Mass of each value');
  const paths = valuesOf(svg, 'd');
  expect(paths.some((d) => /^(M[\d.]+ [\d.]+V[\d.]+){5}$/.test(d))).toBe(true);
  expect(paths.some((d) => /^M[\d.]+,[\d.]+(H[\d.]+V[\d.]+){6}$/.test(d))).toBe(true);
});

test('priors of one colour are told apart by their dashes', () => {
  const svg = priorFigure([1, 2, 3, 4].map((i) => ({ ...arcsinePrior, label: `prior ${i}` })));
  expect(wordsOf(svg)).toContain('Density and cumulative distribution of 4 priors');
  expect(new Set(valuesOf(svg, 'stroke-dasharray'))).toEqual(new Set(['7 4']));
});

test.each([0, 10])('%i priors are rejected', (count) => {
  expect(() => priorFigure(Array.from({ length: count }, () => arcsinePrior))).toThrow(
    `priorFigure: 'priors' must hold 1 to 9 priors, but got ${count}`,
  );
});

test('a prior of a single value, and a density that is infinite everywhere, are drawn', () => {
  const one = Float64Array.of(1);
  readSvg(priorFigure({ ...binomialPrior, x: one, pdf: one, cdf: one, domain: [1, 1], support: [1, 1] }));
  readSvg(priorFigure({ ...arcsinePrior, pdf: arcsinePrior.pdf.map(() => Number.POSITIVE_INFINITY) }));
});
