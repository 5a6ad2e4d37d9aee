import { expectTensorClose } from '@hyperprior/vitest';
import { gatherND, mul, pow, scatterND, sum, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { hvp, installGradients, valueAndGrad } from '../src/index.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());
const near = { rel: 1e-4, abs: 1e-5 };

describe('pow, differentiated twice', () => {
  // ∂²(a^b)/∂a∂b = a^(b-1) (1 + b ln a), also where b is 0 or 1.
  it.each([
    [2, 1],
    [2, 0],
    [2, 3],
    [0.5, 1],
  ])('of %d and %d, by both', async (a, b) => {
    const f = (x: Tensor, y: Tensor) => sum(pow(x, y));
    const xs: [Tensor, Tensor] = [tensor1d([a]), tensor1d([b])];
    const [byBoth] = hvp(f, xs, [tensor1d([0]), tensor1d([1])]);
    await expectTensorClose(byBoth, [a ** (b - 1) * (1 + b * Math.log(a))], near);
    const [, again] = hvp(f, xs, [tensor1d([1]), tensor1d([0])]);
    await expectTensorClose(again, [a ** (b - 1) * (1 + b * Math.log(a))], near);
  });

  it('is finite at 0', async () => {
    const [second] = hvp((x: Tensor) => sum(pow(x, tensor1d([0, 1, 2]))), [tensor1d([0, 0, 0])], [tensor1d([1, 1, 1])]);
    await expectTensorClose(second, [0, 0, 2], near);
  });
});

describe('indices that are a list', () => {
  it('are one place to gatherND', async () => {
    const picked = (x: Tensor) => gatherND(x, tensor1d([1, 0], 'int32'));
    const { value, grads } = valueAndGrad((x: Tensor) => sum(picked(x)))(
      tensor2d([
        [1, 2],
        [3, 4],
      ]),
    );
    await expectTensorClose(value, [3], near);
    await expectTensorClose(grads[0], [0, 0, 1, 0], near);
  });

  it('are as many places to scatterND', async () => {
    const put = (x: Tensor) => scatterND(tensor1d([2, 0], 'int32') as never, x, [3]);
    const { grads } = valueAndGrad((x: Tensor) => sum(mul(put(x), tensor1d([1, 2, 3]))))(tensor1d([5, 6]));
    await expectTensorClose(grads[0], [3, 1], near);
    expect(put(tensor1d([5, 6])).shape).toEqual([3]);
  });
});
