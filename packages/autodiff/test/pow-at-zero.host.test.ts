import { expectTensorClose } from '@hyperprior/vitest';
import { add, floorDiv, grad, mul, pow, scalar, sum, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { afterAll, expect, it } from 'vitest';
import { hvp, installGradients, valueAndGrad } from '../src/index.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());
const near = { rel: 1e-5, abs: 1e-6 };
const zero = tensor1d([0]);

/** 1 + x + x² + x³. */
const polynomial = (x: Tensor) => sum([0, 1, 2, 3].map((n) => pow(x, n)).reduce((a, b) => add(a, b)));

it('a polynomial by pow has its derivatives at 0', async () => {
  const second = grad((x: Tensor) => sum(grad(polynomial)(x)));
  await expectTensorClose(grad(polynomial)(zero), [1], near);
  await expectTensorClose(second(zero), [2], near);
  await expectTensorClose(grad((x: Tensor) => sum(second(x)))(zero), [6], near);
  await expectTensorClose(hvp(polynomial, [zero], [tensor1d([1])])[0], [2], near);
});

it.each([scalar(0), scalar(0, 'int32'), tensor1d([0, 0, 0]), tensor2d([[0], [0]])])(
  'pow with exponent 0 has slope 0',
  async (b) => {
    const { grads } = valueAndGrad((x: Tensor) => sum(pow(x, b)))(tensor1d([0, -1, 2]));
    await expectTensorClose(grads[0], [0, 0, 0], near);
  },
);

it('pow has its limits at base 0', async () => {
  const { grads } = valueAndGrad((x: Tensor, b: Tensor) => sum(pow(x, b)))(
    tensor1d([0, 0, 0, 0, 0]),
    tensor1d([0, 0.5, 1, 2, -1]),
  );
  expect([...(await grads[0].data())]).toEqual([0, Infinity, 1, 0, -Infinity]);
  await expectTensorClose(grads[1], [0, 0, 0, 0, 0], near);
});

it('floorDiv is piecewise constant', async () => {
  const f = (a: Tensor, b: Tensor) => sum(mul(floorDiv(a, b), a));
  const { grads } = valueAndGrad(f)(tensor1d([7, -3]), tensor1d([2]));
  await expectTensorClose(grads[0], [3, -2], near);
  await expectTensorClose(grads[1], [0], near);
});
