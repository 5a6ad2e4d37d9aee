import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { argsort, createSorter, ranks } from '../src/sorter.ts';

/** Short rows are sorted by insertion, longer ones by bytes, the longest by 11 bits. */
const lengths = [0, 1, 2, 47, 48, 49, 300, 2999, 3000, 5000];
const float = fc.oneof(fc.float(), fc.constantFrom(0, -0, 1, -1, Number.NaN, Infinity, -Infinity, 1e-45, -1e-45));
const row = fc
  .tuple(fc.constantFrom(...lengths), fc.array(float, { minLength: 1, maxLength: 80 }))
  .map(([length, pool]) => Float32Array.from({ length }, (_, i) => pool[(i * 7919 + (i >> 3)) % pool.length]));

/** The definition: stable, ascending, NaNs last. */
function naiveOrder(values: Float32Array): number[] {
  const key = (value: number) => (Number.isNaN(value) ? [1, 0] : [0, value]);
  return Array.from(values.keys()).sort((i, j) => {
    const [nanI, valueI] = key(values[i]);
    const [nanJ, valueJ] = key(values[j]);
    if (nanI !== nanJ) return nanI - nanJ;
    return valueI < valueJ ? -1 : valueI > valueJ ? 1 : i - j;
  });
}

function naiveMaxRanks(values: Float32Array): number[] {
  const notAbove = (other: number, value: number) => other <= value || Number.isNaN(value);
  return Array.from(values, (value) => values.reduce((count, other) => count + (notAbove(other, value) ? 1 : 0), 0));
}

describe('argsort', () => {
  it('is the stable ascending order with NaNs last and -0 equal to +0', () => {
    fc.assert(
      fc.property(row, (values) => {
        const order = new Uint32Array(values.length);
        argsort(values, order);
        expect(Array.from(order)).toEqual(naiveOrder(values));
      }),
    );
  });

  it('sorts 65536 distinct values', () => {
    const values = Float32Array.from({ length: 65536 }, (_, i) => ((i * 40503) % 65536) - 30000);
    const order = new Int32Array(65536);
    argsort(values, order);
    expect(order.every((index, rank) => values[index] === rank - 30000)).toBe(true);
  });

  it('leaves its input alone', () => {
    const values = Float32Array.of(3, -0, Number.NaN, 1);
    argsort(values, new Uint32Array(4));
    expect(Array.from(values)).toEqual([3, -0, Number.NaN, 1]);
  });
});

describe('ranks', () => {
  it("'ordinal' inverts the order", () => {
    fc.assert(
      fc.property(row, (values) => {
        const out = new Int32Array(values.length);
        ranks(values, out);
        expect(naiveOrder(values).map((index) => out[index])).toEqual(Array.from(values, (_, i) => i + 1));
      }),
    );
  });

  it("'max' is the number of values not above", () => {
    const short = row.filter((values) => values.length <= 300);
    fc.assert(
      fc.property(short, (values) => {
        const out = new Float32Array(values.length);
        ranks(values, out, 'max');
        expect(Array.from(out)).toEqual(naiveMaxRanks(values));
      }),
    );
  });
});

describe('ranks from the order of a similar row', () => {
  const fromIdentity = (length: number) => Uint32Array.from({ length }, (_, i) => i);

  it('are the ranks, whatever the order it starts from', () => {
    const sorter = createSorter(5000);
    fc.assert(
      fc.property(row, row, fc.constantFrom('ordinal', 'max'), (before, values, ties) => {
        const similar = fromIdentity(values.length);
        if (before.length === values.length) sorter.argsort(before, similar);
        const out = new Int32Array(values.length);
        sorter.ranks(values, out, ties, similar);
        const plain = new Int32Array(values.length);
        ranks(values, plain, ties);
        expect(out).toEqual(plain);
        expect(Array.from(similar)).toEqual(naiveOrder(values));
      }),
    );
  });

  it('are the ranks while a row drifts', () => {
    const length = 400;
    const sorter = createSorter(length);
    const similar = fromIdentity(length);
    const values = Float32Array.from({ length }, (_, i) => Math.sin(i * i));
    for (let step = 0; step < 50; step++) {
      values.forEach((value, i) => {
        values[i] = Math.fround(value + 0.002 * Math.sin(i + step) * (step % 10 === 0 ? 100 : 1));
      });
      const out = new Int32Array(length);
      sorter.ranks(values, out, 'ordinal', similar);
      expect(naiveOrder(values).map((index) => out[index])).toEqual(Array.from(values, (_, i) => i + 1));
    }
  });

  it('say what does not fit', () => {
    expect(() => createSorter(3).ranks(new Float32Array(3), new Uint32Array(3), 'max', new Uint32Array(2))).toThrow(
      "ranks: 'similar' must have at least 3 places, but got 2",
    );
  });
});

describe('createSorter', () => {
  it('serves rows of any length up to its own, one after the other', () => {
    const sorter = createSorter(5000);
    fc.assert(
      fc.property(row, (values) => {
        const order = new Uint32Array(values.length);
        sorter.argsort(values, order);
        expect(Array.from(order)).toEqual(naiveOrder(values));
      }),
    );
  });

  it('says what does not fit', () => {
    const sorter = createSorter(3);
    expect(() => sorter.argsort(new Float32Array(4), new Uint32Array(4))).toThrow(
      "argsort: 'values' must have at most 3 values, but got 4; create a longer sorter",
    );
    expect(() => sorter.ranks(new Float32Array(3), new Uint32Array(2))).toThrow(
      "ranks: 'out' must have at least 3 places, but got 2",
    );
    expect(() => createSorter(-1)).toThrow("createSorter: 'maxLength' must be an integer from 0 to");
  });
});
