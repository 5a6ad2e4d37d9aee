import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { broadcastShape, commonShape, offsets, sizeOf } from '../../src/ops/broadcast.ts';

/** A shape and one that broadcasts to it: without some leading axes, and of length 1 along others. */
const pair = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }).chain((shape) =>
  fc.tuple(
    fc.constant(shape),
    fc
      .tuple(fc.nat(shape.length), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
      .map(([dropped, ones]) => shape.slice(dropped).map((length, i) => (ones[i] ? 1 : length))),
  ),
);

/** The offset of an element by its coordinates. */
function naiveOffset(from: readonly number[], shape: readonly number[], index: number): number {
  const coordinates: number[] = [];
  let rest = index;
  for (const length of [...shape].reverse()) {
    coordinates.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  const own = coordinates.slice(shape.length - from.length);
  return own.reduce((offset, at, i) => offset * from[i] + (from[i] === 1 ? 0 : at), 0);
}

describe('broadcasting', () => {
  it('finds every element of the smaller tensor', () => {
    fc.assert(
      fc.property(pair, ([shape, from]) => {
        const offset = offsets(from, shape);
        for (let i = 0; i < sizeOf(shape); i++) expect(offset(i)).toBe(naiveOffset(from, shape, i));
        expect(commonShape([shape, from])).toEqual(shape);
        expect(commonShape([from, shape])).toEqual(shape);
      }),
      { numRuns: 300 },
    );
  });

  it('says where shapes do not fit', () => {
    expect(broadcastShape([[2, 3], [2]])).toBeNull();
    expect(broadcastShape([[0, 3], [3]])).toEqual([0, 3]);
    expect(broadcastShape([[2], [0]])).toBeNull();
    expect(() => commonShape([[2, 3], [2]])).toThrow('shapes [2,3] and [2] do not broadcast');
  });
});
