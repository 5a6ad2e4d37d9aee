import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { betaEvaluator } from '../src/beta-evaluator.ts';
import { incompleteBeta, incompleteBetaComplement, logIncompleteBeta } from '../src/incomplete-beta.ts';

describe('incompleteBeta', () => {
  it('is the integral of the density: I_x(2, 3) = 6 x² - 8 x³ + 3 x⁴', () => {
    for (const x of [0, 0.1, 0.5, 0.75, 1]) {
      const { value, dX } = incompleteBeta(2, 3, x);
      expectClose([value, dX], [x * x * (6 - 8 * x + 3 * x * x), 12 * x * (1 - x) ** 2], { rel: 1e-14 });
    }
  });

  it('agrees with the evaluator', () => {
    const out = new Float64Array(5);
    betaEvaluator(0.7, 4).evaluate(0.2, out);
    expect(incompleteBeta(0.7, 4, 0.2)).toEqual({ value: out[0], dX: out[2], dA: out[3], dB: out[4] });
    expect(incompleteBetaComplement(0.7, 4, 0.2)).toBe(out[1]);
  });
});

describe('incompleteBetaComplement', () => {
  it('keeps its digits where the value is 1: 1 - I_x(a, 1) = -expm1(a log x)', () => {
    for (const a of [1e-12, 1e-6, 0.01])
      expectClose([incompleteBetaComplement(a, 1, 0.3)], [-Math.expm1(a * Math.log(0.3))], { rel: 1e-14 });
  });
});

describe('logIncompleteBeta', () => {
  it('does not underflow: log I_x(a, 1) = a log x', () => {
    const { lower, upper } = logIncompleteBeta(1e4, 1, 0.5);
    expectClose([lower], [-1e4 * Math.LN2], { rel: 1e-14 });
    expect(upper).toBeCloseTo(0, 300);
    expectClose([logIncompleteBeta(1, 1e4, 0.5).upper], [-1e4 * Math.LN2], { rel: 1e-14 });
  });

  it('is infinite at the ends', () => {
    expect(logIncompleteBeta(2, 3, 0)).toEqual({ lower: -Infinity, upper: 0 });
    expect(logIncompleteBeta(2, 3, 1)).toEqual({ lower: 0, upper: -Infinity });
  });
});

describe.each([incompleteBeta, incompleteBetaComplement, logIncompleteBeta])('%o', (f) => {
  it('names the bad argument', () => {
    expect(() => f(0, 1, 0.5)).toThrow(new RangeError(`${f.name}: 'a' must be a positive finite number, but got 0`));
    expect(() => f(1, Infinity, 0.5)).toThrow(`${f.name}: 'b' must be a positive finite number, but got Infinity`);
    expect(() => f(1, 1, 1.5)).toThrow(`${f.name}: 'x' must lie in [0, 1], but got 1.5`);
    expect(() => f(1, 1, Number.NaN)).toThrow(`${f.name}: 'x' must lie in [0, 1], but got NaN`);
  });
});

describe('parameters that are nearly 0', () => {
  it('have derivatives as large as their reciprocals', () => {
    const { dA, dB } = incompleteBeta(1e-300, 1e-300, 0.5);
    expect(dA / -2.5e299).toBeCloseTo(1, 12);
    expect(dB / 2.5e299).toBeCloseTo(1, 12);
  });
});
