import { describe, expect, test } from 'vitest';
import { alpha, bas, channelGates, gates, gbas } from '../src/index.ts';

describe('a change is checked against the running configuration', () => {
  test('parameters belong to the family of the running prior', () => {
    const uniform = { prior: 'uniform', parameters: [0, 1] };
    expect(() => bas.changed(uniform, { parameters: [0.5, 0.2] })).toThrow("uniform: 'low' must be less than 'high'");
    expect(bas.check(bas.changed({ prior: 'beta(2, 6)' }, { parameters: [3, 7] })).prior.label).toBe(
      'beta(a = 3, b = 7)',
    );
    expect(bas.check(bas.changed({ preset: 'beta-2-6' }, { parameters: [3, 7] })).prior.label).toBe(
      'beta(a = 3, b = 7)',
    );
  });

  test('a mixture keeps its own parameters', () => {
    const mixture = { prior: 'beta(2, 6) + uniform(0, 1)' };
    expect(() => bas.changed(mixture, { parameters: [3, 7] })).toThrow("'parameters' must be left out beside 'prior'");
  });

  test('another prior drops the parameters of the running one, and a preset keeps its other settings', () => {
    const changed = bas.changed({ preset: 'normal-range-1' }, { prior: 'uniform(0, 1)' });
    const before = bas.check({ preset: 'normal-range-1' });
    expect(bas.check(changed)).toEqual({
      ...before,
      prior: expect.objectContaining({ label: 'uniform(low = 0, high = 1)' }),
    });
  });

  test('a target and a hyperprior replace each other', () => {
    const changed = gbas.changed(gbas.changed({}, { target: 0.3 }), { hyperprior: 'beta(2, 2)' });
    expect(gbas.check(changed).hyperprior.label).toBe('beta(a = 2, b = 2)');
    expect(gbas.check(gbas.changed(changed, { target: 0.7 })).hyperprior.label).toBe('beta(a = 7, b = 3)');
    expect(() => gbas.changed({}, { target: 2 })).toThrow(
      "gbas: 'target' must be a number greater than 0 and less than 1",
    );
  });

  test('alpha takes a rate for each training', () => {
    expect(() => alpha.changed({ rates: [0.1, 0.2] }, { rates: [0.1] })).toThrow(
      "alpha: 'rates' must be 2 rates, one for each training, but got 1",
    );
    expect(() => alpha.changed({}, { rates: [0.1] })).toThrow('must be 5 rates');
  });

  test('a setting that must stay is refused by name', () => {
    expect(() => gates.changed({}, { epochs: 3 } as object)).toThrow(
      "gates: 'epochs' must stay as it is during a run; only learningRate, target may change",
    );
    expect(() => channelGates.changed({}, { learningRate: 1 } as object)).toThrow('no setting may change');
    expect(() => gates.changed({}, null as unknown as object)).toThrow(
      'gates: the change must be an object, but got null',
    );
  });
});

describe('differences', () => {
  test('names the settings that would make other numbers', () => {
    expect(bas.differences({ prior: 'beta(2, 6)' }, { prior: 'beta', parameters: [2, 6], seed: 0 })).toEqual([]);
    expect(bas.differences({ prior: 'beta(2, 6)', steps: 5 }, { prior: 'beta(2, 7)', frames: 3, seed: 1 })).toEqual([
      'prior',
      'seed',
    ]);
    expect(gbas.differences({}, { preset: 'notebook', target: 0.3 })).toEqual([]);
  });
});
