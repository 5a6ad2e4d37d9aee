import { describe, expect, it } from 'vitest';
import { every, logarithmic, type Schedule } from '../../src/index.ts';

const first = (schedule: Schedule, end: number) => Array.from({ length: end }, (_, step) => step).filter(schedule);

describe('schedules', () => {
  it('choose every n-th step from an offset on', () => {
    expect(first(every(3), 10)).toEqual([0, 3, 6, 9]);
    expect(first(every(3, 4), 12)).toEqual([4, 7, 10]);
    expect(first(every(1), 3)).toEqual([0, 1, 2]);
  });

  it('choose steps at equal distances on a logarithmic scale', () => {
    expect(first(logarithmic(0, 3, 4), 2000)).toEqual([0, 1, 10, 100, 1000]);
    expect(first(logarithmic(0, 4, 5, 2), 100)).toEqual([0, 1, 2, 4, 8, 16]);
    expect(first(logarithmic(2, 2, 1), 1000)).toEqual([0, 100]);
    expect(first(logarithmic(0, 1, 100), 100)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each([
    [() => every(0), "every: 'n' must be a whole number of at least 1, but is 0"],
    [() => every(2, -1), "every: 'offset' must be a whole number of at least 0, but is -1"],
    [() => logarithmic(2, 1), "logarithmic: 'start' must be an exponent up to 'end', but they are 2 and 1"],
    [() => logarithmic(0, 1, 0), "'steps' must be a whole number of at least 1, but is 0"],
    [() => logarithmic(0, 1, 3, 1), "'base' must be a number above 1, but is 1"],
  ])('refuse what is none', (make, message) => {
    expect(make).toThrow(message);
  });
});
