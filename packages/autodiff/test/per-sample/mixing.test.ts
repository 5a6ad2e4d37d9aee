import { expectTensorClose } from '@hyperprior/vitest';
import {
  add,
  concat,
  cumsum,
  logSumExp,
  matMul,
  mean,
  mul,
  ones,
  reverse,
  slice,
  split,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  tile,
  transpose,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { installGradients, perSample } from '../../src/index.ts';
import { randomTensor } from '../random.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());

const x = randomTensor([4, 2], 1) as never;
const w = variable(randomTensor([2, 3], 2));
const wide = variable(randomTensor([2, 8], 3));
const dense = () => matMul(x, w as never) as Tensor;
const rowSum = (y: Tensor) => sum(y, 1);

/** Operations that move values between samples stand beside others that do not: the values must be right all the same. */
const cases: [string, () => Tensor][] = [
  ['reverse', () => rowSum(mul(dense(), reverse(dense(), 0)))],
  [
    'one value reversed',
    () => {
      const h = dense();
      return rowSum(mul(h, reverse(h, 0)));
    },
  ],
  [
    'a rotation',
    () => {
      const h = dense();
      return rowSum(mul(h, concat([slice(h, 1, 3), slice(h, 0, 1)], 0)));
    },
  ],
  [
    'a cumulative sum',
    () => {
      const h = dense();
      return rowSum(square(add(h, cumsum(h, 0))));
    },
  ],
  [
    'halves that are used in two ways',
    () => {
      const [p, q] = split(matMul(x, wide as never), 2, 1);
      return add(rowSum(square(p)), rowSum(square(transpose(q))));
    },
  ],
];

describe('perSample where samples are mixed', () => {
  it.each(cases)('%s', async (name, losses) => {
    const variables = [name.startsWith('halves') ? wide : w];
    const each = stack(
      Array.from(
        { length: 4 },
        (_, i) => variableGrads(() => sum(slice(losses(), i, 1)), variables).grads[variables[0].name],
      ),
    );
    const measured = perSample(losses, variables);
    await expectTensorClose(measured.gradients()[0], await each.data(), { rel: 1e-4, abs: 5e-5 });
    measured.dispose();
  });

  it('refuses a mean that is spread by hand', () => {
    const losses = () => {
      const h = dense();
      return rowSum(square(sub(h, tile(mean(h, 0, true), [4, 1]))));
    };
    expect(() => perSample(losses, [w])).toThrow('mixes the samples');
  });

  it('refuses a contrast of all with all', () => {
    const losses = () => {
      const h = dense();
      return sub(logSumExp(matMul(h as never, h as never, false, true), 1), rowSum(square(h)));
    };
    expect(() => perSample(losses, [w])).toThrow('mixes the samples');
  });

  it('takes a variable twice in one operation', async () => {
    const v = variable(randomTensor([1, 3], 4));
    const losses = () => rowSum(square(add(add(v, v), ones([1, 3]))));
    const measured = perSample(losses, [v]);
    await expectTensorClose(
      measured.total()[0],
      await variableGrads(() => sum(losses()) as never, [v]).grads[v.name].data(),
      { rel: 1e-5, abs: 1e-5 },
    );
  });
});
