import { memory, mul, type Tensor } from '@tensorflow/tfjs-core';
import { afterAll, expect, it } from 'vitest';
import { installGradients, valueAndGrad } from '../../src/index.ts';
import { expectRight } from './agree.ts';
import type { Case } from './case.ts';
import { cases } from './cases/index.ts';
import { differentiate, type Grads, readAll } from './derivatives.ts';
import { pointOf } from './problem.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());

const grads: Grads = (f, xs) => valueAndGrad(f)(...xs).grads;

/** The same case of inputs that are computed on the way; they are disposed before the backward pass. */
const ofIntermediates = (example: Case): Case => ({
  ...example,
  f: (...xs: Tensor[]) => example.f(...xs.map((x) => mul(x, 1))),
});

const able = cases.filter(({ lacks }) => !lacks?.cpu);

// The derivatives by leaves are tested against finite differences on every backend.
it.each(able.map((example) => [example.name, example] as const))(
  '%s has the same derivatives of intermediates as of leaves',
  async (_, example) => {
    const point = pointOf(example);
    const expected = differentiate(example, point, grads, 'second');
    const before = memory().numTensors;
    const found = differentiate(ofIntermediates(example), point, grads, 'second');
    for (const order of ['value', 'first', 'second'] as const)
      expectRight(await readAll(found[order]), await readAll(expected[order]));
    expect(memory().numTensors).toBe(before - expectedCount(example));
  },
);

/** The value, and two gradients by each input. */
const expectedCount = ({ inputs }: Case): number => 1 + 2 * inputs.length;
