import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  add,
  exp,
  logSoftmax,
  matMul,
  mul,
  sigmoid,
  sin,
  softmax,
  square,
  sum,
  type Tensor,
  tanh,
  tensor1d,
  tensor2d,
  tidy,
  variable,
} from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hessian, hvp, installGradients, jacobian, jvp, linearize, valueAndGrad, vjp } from '../src/index.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());
const near = { rel: 1e-4, abs: 1e-5 };

describe('valueAndGrad', () => {
  it('differentiates trees', async () => {
    const f = (x: Tensor, { a }: { a: Tensor[] }) => sum(mul(exp(x), a[0]));
    const [x, a] = [tensor1d([0.5, -1]), tensor1d([2, 3])];
    const { value, grads } = valueAndGrad(f)(x, { a: [a] });
    await expectTensorClose(value, [2 * Math.exp(0.5) + 3 * Math.exp(-1)], near);
    await expectTensorClose(grads[0], [2 * Math.exp(0.5), 3 * Math.exp(-1)], near);
    await expectTensorClose(grads[1].a[0], [Math.exp(0.5), Math.exp(-1)], near);
    await expectNoLeak(() =>
      tidy(() => {
        valueAndGrad(f)(x, { a: [a] });
      }),
    );
  });
});
describe('hessian', () => {
  it.each([
    ['exp', exp],
    ['sigmoid', sigmoid],
    ['tanh', tanh],
    ['softmax', softmax],
    ['logSoftmax', logSoftmax],
  ] as [string, (x: Tensor) => Tensor][])('%s', async (_n, f) => {
    const w = tensor1d([1, -2, 0.5]);
    const x = tensor1d([0.5, -1, 1.2]);
    const g = async (v: number[]) => {
      const { grads } = valueAndGrad((y: Tensor) => sum(mul(f(y), w)))(tensor1d(v));
      return grads[0].data();
    };
    const H = await hessian((y) => sum(mul(f(y), w)))(x).data();
    const v0 = [0.5, -1, 1.2];
    const h = 1e-2;
    for (let j = 0; j < 3; j++) {
      const p = await g(v0.map((a, i) => a + (i === j ? h : 0)));
      const m = await g(v0.map((a, i) => a - (i === j ? h : 0)));
      for (let i = 0; i < 3; i++) expect(Math.abs((p[i] - m[i]) / 2 / h - H[i * 3 + j])).toBeLessThan(1e-3);
    }
    await expectNoLeak(() =>
      tidy(() => {
        hessian((y) => sum(mul(f(y), w)))(x);
      }),
    );
    await expectNoLeak(() => hessian((y) => sum(mul(f(y), w)))(x).dispose());
  });
});
describe('jvp', () => {
  it('works', async () => {
    const x = tensor1d([0.5, -1]);
    const r = jvp((y: Tensor) => sin(y), [x], [tensor1d([1, 2])]);
    await expectTensorClose(r.tangent, [Math.cos(0.5), 2 * Math.cos(-1)], near);
    await expectNoLeak(() => {
      const r = jvp((y: Tensor) => exp(y), [x], [x]);
      r.value.dispose();
      r.tangent.dispose();
    });
    await expectNoLeak(() => {
      const r = linearize((y: Tensor) => exp(y), [x]);
      r.tangent([x]).dispose();
      r.tangent([x]).dispose();
      r.value.dispose();
      r.dispose();
    });
    await expectNoLeak(() => {
      const r = vjp((y: Tensor) => exp(y), [x]);
      r.pullback(x)[0].dispose();
      r.value.dispose();
      r.dispose();
    });
    await expectNoLeak(() =>
      tidy(() => {
        const r = vjp((y: Tensor) => exp(y), [x]);
        r.pullback(x);
      }),
    );
  });
});
