import { expectClose } from '@hyperprior/vitest';
import { describe, expect, it } from 'vitest';
import { erf, erfc } from '../src/erf.ts';
import { column, reference } from './special-functions.ts';

const x = column(reference.erf, 0);

describe('erf and erfc', () => {
  it('agree with mpmath, far into the tail', () => {
    expectClose(x.map(erf), column(reference.erf, 1), { rel: 5e-16 });
    expectClose(x.map(erfc), column(reference.erf, 2), { rel: 8e-16 });
  });

  it('have the limits 1 and 0', () => {
    expect([erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity)]).toEqual([1, -1, 0, 2]);
  });

  it('throw for NaN', () => {
    expect(() => erf(Number.NaN)).toThrow("erf: 'x' must be a number, but got NaN");
    expect(() => erfc(Number.NaN)).toThrow("erfc: 'x' must be a number, but got NaN");
  });
});
