import { describe, expect, test } from 'vitest';
import { randomStream, uniformStream } from '../src/index.ts';

describe('uniformStream', () => {
  test('gives the numbers of randomStream', () => {
    const [own, whole] = [uniformStream(7, 3), randomStream(7, 3)];
    for (let i = 0; i < 10; i++) expect(own.uniform()).toBe(whole.uniform());
    expect(own.at(4)).toBe(whole.at(4));
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses the seed %s, by its own name', (seed) => {
    expect(() => uniformStream(seed)).toThrow(/uniformStream: 'seed'/);
  });
});
