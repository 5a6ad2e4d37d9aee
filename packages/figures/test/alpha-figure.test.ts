import { describe, expect, test } from 'vitest';
import { alphaFigure } from '../src/index.ts';
import { alphaFrame, alphaTraining } from './frames.ts';
import { fixedLayer, readSvg, valuesOf, wordsOf } from './read-svg.ts';

test('the figure says what is shown, the rates from the shortest to the longest', () => {
  const words = wordsOf(alphaFigure(alphaFrame(20)));
  expect(words).toContain('784-128-64-10 by SGD, batches of 128, step 20 of 40');
  for (const text of ['start', 'minimum', 'as high', 'Test accuracy', 'Loss', '92.3 %', '−0.80', '0.25'])
    expect(words).toContain(text);
  // Those of the axes come before.
  expect(words.filter((text) => ['0.01', '0.1', '2'].includes(text)).slice(-3)).toEqual(['0.01', '0.1', '2']);
  expect(words).toContain('diverged, step 3');
  expect(words).toContain('×');
});

test('the axes do not move from frame to frame', () => {
  const first = fixedLayer(alphaFigure(alphaFrame(5)));
  expect(first.length).toBeGreaterThan(2000);
  for (const steps of [12, 30]) expect(fixedLayer(alphaFigure(alphaFrame(steps)))).toBe(first);
});

test('alpha beyond the axis stands at its end', () => {
  const at = (alpha: number) => {
    const training = { ...alphaTraining(1, 0, 3), alphas: Float64Array.of(alpha) };
    return valuesOf(alphaFigure(alphaFrame(3, { trainings: [training] })), 'd');
  };
  expect(at(50)).toEqual(at(Number.POSITIVE_INFINITY));
  expect(at(50)).not.toEqual(at(1));
});

test('a long run is a small picture', () => {
  const steps = 100_000;
  const trainings = [0.1, 0.2].map((rate) => alphaTraining(rate, 0.3, steps));
  expect(alphaFigure(alphaFrame(steps, { steps, trainings })).length).toBeLessThan(60_000);
});

test('both themes draw the same shapes in other colours', () => {
  const [light, dark] = [alphaFigure(alphaFrame(9)), alphaFigure(alphaFrame(9), { theme: 'dark' })];
  expect(valuesOf(dark, 'd')).toEqual(valuesOf(light, 'd'));
  expect(valuesOf(dark, 'fill')).not.toEqual(valuesOf(light, 'fill'));
});

describe('frames at the edge', () => {
  const fine = alphaTraining(0.1, 0.25, 4);
  test.each([
    ['the first step', alphaFrame(1)],
    ['a single rate', alphaFrame(4, { trainings: [fine] })],
    ['a run of one step', alphaFrame(1, { steps: 1 })],
    ['alpha that is not known', alphaFrame(4, { trainings: [{ ...fine, alphas: Float64Array.of(Number.NaN, 1) }] })],
    [
      'a loss that is no number',
      alphaFrame(2, { trainings: [{ ...fine, losses: Float64Array.of(2, Number.NaN), diverged: 1 }] }),
    ],
    ['rates far apart', alphaFrame(4, { trainings: [fine, { ...fine, rate: 1e-30 }, { ...fine, rate: 1e30 }] })],
    ['rates close by', alphaFrame(4, { trainings: [fine, { ...fine, rate: 0.11 }] })],
  ])('%s', (_, frame) => {
    readSvg(alphaFigure(frame));
  });
});
