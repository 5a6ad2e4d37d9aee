import { beta, type FamilyPrior, normal, type Parameter, relaxedBernoulli } from '@hyperprior/priors';
import { describe, expect, it } from 'vitest';
import { gbas } from '../src/index.ts';
import { GbasRegularizer } from '../src/layers/index.ts';

describe('the types', () => {
  it('take the names of the parameters from the family', () => {
    // @ts-expect-error: Beta has no temperature
    expect(() => gbas({ family: beta, slices: 2, fixed: { temperature: 0.5 } })).toThrow('no such parameter');
    // @ts-expect-error: misspelt
    expect(() => gbas({ family: relaxedBernoulli, slices: 2, initial: { meen: 1 } })).toThrow('no such parameter');
    // @ts-expect-error: misspelt
    expect(() => gbas({ family: normal, slices: 2, bounds: { sdt: [1, 2] } })).toThrow('no such parameter');
    // @ts-expect-error: misspelt
    expect(() => gbas({ family: normal, slices: 2, penalty: { sdt: { l1: 1 } } })).toThrow('no such parameter');
    // @ts-expect-error: a hyperprior is on a parameter or on the mean
    expect(() => gbas({ family: beta, slices: 2, hyperprior: { std: beta(3, 7) } })).toThrow('no such parameter');
    const made = gbas({ family: beta, slices: 2, hyperprior: { mean: beta(3, 7) }, fixed: { a: 1 } });
    // @ts-expect-error: misspelt
    expect(() => made.setHyperprior({ meen: beta(3, 7) })).toThrow('no such parameter');
    made.dispose();
  });

  it('take them from the name of the family too', () => {
    // @ts-expect-error: Beta has no temperature
    expect(() => new GbasRegularizer({ family: beta, fixed: { temperature: 0.5 } })).toThrow('no such parameter');
    // @ts-expect-error: misspelt
    expect(() => new GbasRegularizer({ family: 'relaxed-bernoulli', initial: { meen: 1 } })).toThrow(
      'no such parameter',
    );
    expect(new GbasRegularizer({ family: 'relaxed-bernoulli', fixed: { temperature: 0.5 } }).name).toBeDefined();
  });

  it('leave the names open for a family that does not say its own', () => {
    const own: (a: Parameter, b: Parameter) => FamilyPrior = beta;
    const made = gbas({ family: own, slices: 2, initial: { a: 2 } });
    expect(made.variables).toHaveLength(2);
    made.dispose();
  });
});
