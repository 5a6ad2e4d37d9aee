import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { trigamma, trigammaDifference } from '../src/trigamma.ts';

// By mpmath at 40 digits: psi(1, x) and psi(1, x) - psi(1, x + h)
const values: [number, number][] = [
  [1e-100, 1e200],
  [0.001, 1000001.6425331958],
  [0.3, 12.245364546107732],
  [1, 1.6449340668482264],
  [2.5, 0.49035775610023485],
  [7.9, 0.13493078345663442],
  [11.99, 0.08697741048698757],
  [12, 0.08690187287176838],
  [40, 0.02531510384129103],
  [100000.0, 1.0000050000166667e-5],
  [1e100, 1e-100],
];
const differences: [number, number, number][] = [
  [1e-8, 3, 1e16],
  [0.3, 1e-12, 7.527253658835447e-11],
  [2.5, 0.7, 0.12403656536883406],
  [11, 1e-6, 9.049834110851496e-9],
  [13, 400, 0.07753318719034198],
  [1000000.0, 0.001, 1.0000009990004985e-15],
  [0.0001, 0.0001, 75000000.00024031],
  [50, 1000000000.0, 0.020201332226697174],
];

describe('trigamma', () => {
  it('agrees with mpmath', () => {
    expectClose(
      values.map(([x]) => trigamma(x)),
      values.map(([, value]) => value),
      { rel: 1e-15 },
    );
  });

  it('keeps its relative accuracy in differences', () => {
    expectClose(
      differences.map(([x, h]) => trigammaDifference(x, h)),
      differences.map(([, , value]) => value),
      { rel: 2e-15 },
    );
  });

  it.each([0, -0.5, Number.NaN])('throws for %d', (x) => {
    expect(() => trigamma(x)).toThrow("trigamma: 'x' must be a positive finite number");
    expect(() => trigammaDifference(1, x)).toThrow("trigammaDifference: 'h' must be a positive finite number");
  });
});
