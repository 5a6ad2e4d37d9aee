import type { AlphaFrame } from '@hyperprior/experiments';
import { expect, test } from 'vitest';
import { alphaWords } from '../src/form/alpha-words.ts';

const frame = (diverged: number | null, step: number) =>
  ({
    step,
    steps: 200,
    trainings: [
      {
        losses: Float64Array.from({ length: step + 1 }, () => 2),
        medians: Float64Array.of(-0.5),
        accuracies: [{ step: 20, accuracy: 0.9 }],
        diverged,
      },
    ],
  }) as unknown as AlphaFrame;

test('an accuracy is given with the number of steps before it, unless it is of the current step', () => {
  expect(alphaWords(frame(null, 19))).toBe(
    'Step 20 of 200, loss 2.00, alpha −0.50 in the median, test accuracy 90.0 %',
  );
  expect(alphaWords(frame(null, 25))).toMatch(/test accuracy 90\.0 % after 20 steps$/);
});

test('a diverged training has its loss, and nothing older beside it', () => {
  expect(alphaWords(frame(25, 25))).toBe('Step 26 of 200, loss 2.00');
});
