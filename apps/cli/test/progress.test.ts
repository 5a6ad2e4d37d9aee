import { describe, expect, test } from 'vitest';
import { progressLine, timeLeft } from '../src/progress.ts';

const notes = ['plain 12/25', 'accuracy 95.3 %', 'open 40.9 %', 'loss 0.123'];
const progress = { done: 0.48, notes };

describe('the line of progress', () => {
  test('fits every width, and always holds the time left', () => {
    for (let width = 20; width < 140; width++) {
      const line = progressLine('gates', progress, 80_000, width);
      expect(line.length).toBeLessThanOrEqual(width);
      expect(line).toContain('1 min 20 s left');
    }
  });

  test('shows the accuracy on 80 columns', () => {
    expect(progressLine('gates', progress, 80_000, 79)).toContain('plain 12/25, accuracy 95.3 %');
  });

  test('leaves out whole notes, the last ones first', () => {
    expect(progressLine('gates', progress, 80_000, 200)).toContain(notes.join(', '));
    expect(progressLine('gates', progress, 80_000, 60)).toMatch(/left {2}plain 12\/25$/);
  });
});

test('a run without an end has a line without a bar', () => {
  expect(progressLine('cockpit', { done: null, notes: ['step 3', 'loss 0.1'] }, null, 79)).toBe(
    'cockpit  step 3, loss 0.1',
  );
  expect(progressLine('cockpit', { done: null, notes: ['step 3', 'loss 0.1'] }, null, 5)).toBe('cockp');
});

describe('the time left', () => {
  const first = { time: 1000, done: 0.1 };

  test('is not guessed from next to nothing', () => {
    expect(timeLeft(first, first)).toBeNull();
    expect(timeLeft(first, { time: 2000, done: 0.2 })).toBeNull();
    expect(timeLeft(first, { time: 9000, done: 0.1 })).toBeNull();
  });

  test('follows from the speed since the first frame', () => {
    expect(timeLeft(first, { time: 5000, done: 0.3 })).toBeCloseTo(14_000, 6);
  });

  test('is not shown at the end', () => {
    expect(timeLeft(first, { time: 5000, done: 1 })).toBeNull();
  });
});
