import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { incompleteBeta } from '../src/incomplete-beta.ts';
import { normalCdf } from '../src/normal.ts';
import { randomStream } from '../src/random-stream.ts';

const draws = 20_000;
const sample = (draw: () => number) => Float64Array.from({ length: draws }, draw);

/** The largest distance between the empirical cdf and `cdf`, times sqrt(n): above 1.95 once in a thousand. */
function kolmogorovSmirnov(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.slice().sort();
  const distances = sorted.map((x, i) => Math.max(cdf(x) - i / draws, (i + 1) / draws - cdf(x)));
  return Math.sqrt(draws) * distances.reduce((a, b) => Math.max(a, b));
}

function moments(values: Float64Array): [mean: number, variance: number] {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return [mean, values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length];
}

describe('randomStream', () => {
  it('gives the same bits on every platform', () => {
    const stream = randomStream(42, 7);
    const values = [
      stream.uniform(),
      stream.normal(),
      stream.normal(),
      stream.gamma(0.3),
      stream.gamma(5),
      stream.beta(2, 3),
    ];
    expect(values).toMatchInlineSnapshot(`
      [
        0.4059819712611138,
        -0.1725047341975115,
        0.9009359992183453,
        0.19009425321236317,
        2.634908910654097,
        0.6225392801224588,
      ]
    `);
  });

  it('turns the words of Philox into uniform values', () => {
    // The first known answer of Random123: 6627e8d5 e169c58d bc57ac4c 9b00dbd8.
    const high = Math.floor(0x6627e8d5 / 64) * 2 ** 26 + Math.floor(0xe169c58d / 64);
    expect(randomStream(0).uniform()).toBe((high + 0.5) / 2 ** 52);
  });

  it('gives equal numbers for equal seeds, others for others', () => {
    const first = (seed: number, stream?: number) => randomStream(seed, stream).uniform();
    expect(first(1)).toBe(first(1, 0));
    expect(new Set([first(1), first(2), first(1, 1), first(2 ** 40), first(1, 2 ** 40)]).size).toBe(5);
  });

  it('gives random access that leaves the stream alone', () => {
    const stream = randomStream(9);
    const values = Array.from({ length: 7 }, () => stream.uniform());
    const fresh = randomStream(9);
    expect([6, 0, 3].map((index) => fresh.at(index))).toEqual([values[6], values[0], values[3]]);
    expect(fresh.uniform()).toBe(values[0]);
  });

  it('draws uniform values', () => {
    const stream = randomStream(1);
    const values = sample(() => stream.uniform());
    expect(kolmogorovSmirnov(values, (x) => x)).toBeLessThan(1.95);
    expect(values.every((x) => x > 0 && x < 1)).toBe(true);
  });

  it('draws normal values', () => {
    const stream = randomStream(2);
    const values = sample(() => stream.normal());
    expect(kolmogorovSmirnov(values, normalCdf)).toBeLessThan(1.95);
    expectClose(moments(values), [0, 1], { abs: 0.04 });
  });

  it.each([0.02, 0.5, 1, 3, 100])('draws Gamma(%d) values', (shape) => {
    const stream = randomStream(3);
    const [mean, variance] = moments(sample(() => stream.gamma(shape)));
    const error = 5 / Math.sqrt(draws);
    expectClose([mean], [shape], { abs: error * Math.sqrt(shape) });
    expectClose([variance], [shape], { rel: error * Math.sqrt(2 + 6 / shape) });
  });

  it('draws Gamma(1) values as exponential ones', () => {
    const stream = randomStream(4);
    expect(
      kolmogorovSmirnov(
        sample(() => stream.gamma(1)),
        (x) => -Math.expm1(-x),
      ),
    ).toBeLessThan(1.95);
  });

  it.each([
    [0.05, 0.05],
    [0.3, 2],
    [1, 1],
    [2, 6],
    [150, 40],
  ])('draws Beta(%d, %d) values', (a, b) => {
    const stream = randomStream(5);
    const values = sample(() => stream.beta(a, b));
    // Values that round to 1 are spread over the last rounding interval: step over it.
    const inside = values.filter((x) => x < 1 - 1e-12);
    const share = incompleteBeta(a, b, 1 - 1e-12).value;
    const scaled = inside.map((x) => incompleteBeta(a, b, x).value / share).sort();
    const distance = scaled.reduce((worst, p, i) => Math.max(worst, Math.abs(p - i / scaled.length)), 0);
    expect(distance * Math.sqrt(scaled.length)).toBeLessThan(2);
    expectClose([inside.length / draws], [share], { abs: 0.02 });
  });

  it('draws the logit of a Beta value that would underflow', () => {
    const stream = randomStream(6);
    const logits = sample(() => stream.logitBeta(1e-4, 1e-4));
    expect(logits.every(Number.isFinite)).toBe(true);
    expectClose([logits.filter((logit) => logit < 0).length / draws], [0.5], { abs: 0.02 });
    // P(logit < -L) = exp(-a L) / 2 for tiny a.
    expectClose([logits.filter((logit) => logit < -1e4).length / draws], [Math.exp(-1) / 2], { abs: 0.02 });
  });

  it('draws integers without bias and with no value left out', () => {
    const stream = randomStream(7);
    const counts = new Float64Array(7);
    for (let i = 0; i < draws; i++) counts[stream.integer(7)] += 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - draws / 7) ** 2 / (draws / 7), 0);
    expect(chiSquare).toBeLessThan(22.5);
    expect(stream.integer(1)).toBe(0);
    expect(stream.integer(2 ** 32)).toBeLessThan(2 ** 32);
  });

  it('shuffles in place, every order as likely', () => {
    const stream = randomStream(8);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const key = stream.shuffle([1, 2, 3]).join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
    expect(Math.min(...counts.values())).toBeGreaterThan(850);
    const typed = Int32Array.from({ length: 50 }, (_, i) => i);
    expect(stream.shuffle(typed)).toBe(typed);
    expect(Array.from(typed).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it('names the bad argument', () => {
    expect(() => randomStream(-1)).toThrow("randomStream: 'seed' must be an integer from 0 to");
    expect(() => randomStream(1, 0.5)).toThrow("randomStream: 'stream' must be an integer from 0 to");
    expect(() => randomStream(1).gamma(0)).toThrow("randomStream.gamma: 'shape' must be a positive finite number");
    expect(() => randomStream(1).beta(1, Number.NaN)).toThrow(
      "randomStream.beta: 'b' must be a positive finite number",
    );
    expect(() => randomStream(1).integer(0)).toThrow("randomStream.integer: 'n' must be an integer from 1 to");
  });
});
