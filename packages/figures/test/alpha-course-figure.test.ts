import { describe, expect, test } from 'vitest';
import { alphaCourseFigure } from '../src/index.ts';
import { alphaFrame, alphaTraining } from './frames.ts';
import { fixedLayer, readSvg, valuesOf, wordsOf } from './read-svg.ts';

const frameOf = (steps: number, changed = {}) =>
  alphaFrame(steps, { trainings: [{ ...alphaTraining(0.1, 0.25, steps), ...changed }] });

test('the figure says what is shown', () => {
  const words = wordsOf(alphaCourseFigure(frameOf(20)));
  expect(words).toContain('784-128-64-10 by SGD, batches of 128, step 20 of 40, learning rate 0.1');
  for (const text of ['alpha 0.25', 'a step of 0.100', 'loss 0.500 → 0.400', 'Learning rate', 'latest 92.3 %'])
    expect(words).toContain(text);
  expect(wordsOf(alphaCourseFigure(frameOf(3, { diverged: 2 })))).toContain(
    '784-128-64-10 by SGD, batches of 128, step 3 of 40, learning rate 0.1: diverged at step 3',
  );
});

test('the axes do not move from frame to frame', () => {
  const first = fixedLayer(alphaCourseFigure(frameOf(5)));
  expect(first.length).toBeGreaterThan(2000);
  for (const steps of [12, 30]) expect(fixedLayer(alphaCourseFigure(frameOf(steps)))).toBe(first);
});

test('the step ends where alpha says', () => {
  const at = (alpha: number | null) =>
    valuesOf(alphaCourseFigure(frameOf(9, { latest: { ...alphaTraining(1, 0, 9).latest, alpha } })), 'd');
  expect(at(0.5)).not.toEqual(at(0.4));
  expect(at(40)).toEqual(at(Number.POSITIVE_INFINITY));
  expect(at(null).length).toBe(at(0).length - 2);
});

test('both themes draw the same shapes in other colours', () => {
  const [light, dark] = [alphaCourseFigure(frameOf(9)), alphaCourseFigure(frameOf(9), { theme: 'dark' })];
  expect(valuesOf(dark, 'd')).toEqual(valuesOf(light, 'd'));
  expect(valuesOf(dark, 'stroke')).not.toEqual(valuesOf(light, 'stroke'));
});

describe('frames at the edge', () => {
  test.each([
    ['the first step', frameOf(1)],
    ['a run of one step', alphaFrame(1, { steps: 1, trainings: [alphaTraining(0.1, 0, 1)] })],
    ['alpha that is not known', frameOf(3, { alphas: Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY) })],
    ['a loss that is no number', frameOf(2, { losses: Float64Array.of(2, Number.NaN), diverged: 1 })],
    ['a rate of another world', frameOf(2, { rate: 1e-30, rates: Float64Array.of(1e-30, 1e30) })],
  ])('%s', (_, frame) => {
    readSvg(alphaCourseFigure(frame));
  });
});
