import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  customGrad,
  exp,
  grad,
  logSigmoid,
  mul,
  neg,
  scalar,
  sigmoid,
  sum,
  type Tensor,
  tensor1d,
  variable,
} from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { batchDerivatives, hvp, installGradients, perSample, valueAndGrad, vjp } from '../src/index.ts';

const near = { rel: 1e-5, abs: 1e-6 };
const points = [0.5, -1];
const x = tensor1d(points);
const sigma = (t: number) => 1 / (1 + Math.exp(-t));
const slopes = points.map((t) => 2 * sigma(-2 * t));
const curvatures = points.map((t) => -4 * sigma(2 * t) * sigma(-2 * t));

/** Made before anything is recorded, with a gradient function that saves nothing. */
const closing = customGrad((y) => ({
  value: neg(exp(y as Tensor)),
  gradFunc: (dy: Tensor) => neg(mul(dy, exp(y as Tensor))),
}));
const f = (y: Tensor) => sum(logSigmoid(mul(y, 2)));
const g = (y: Tensor) => sum(closing(mul(y, 2)));
const expected = points.map((t) => -2 * Math.exp(2 * t));

describe.each([false, true])(
  'a gradient function that closes over an intermediate value, installed: %s',
  (isInstalled) => {
    const run = async (work: () => Promise<unknown>) => {
      const installed = isInstalled ? installGradients() : null;
      try {
        await work();
      } finally {
        installed?.uninstall();
      }
    };

    it('has it under valueAndGrad, vjp and hvp', () =>
      run(async () => {
        await expectTensorClose(valueAndGrad(f)(x).grads[0], slopes, near);
        await expectTensorClose(valueAndGrad(g)(x).grads[0], expected, near);
        await expectTensorClose(vjp(f, [x]).pullback(scalar(1))[0], slopes, near);
        if (isInstalled) await expectTensorClose(hvp(f, [x], [tensor1d([1, 1])])[0], curvatures, near);
        await expectNoLeak(() => {
          const { value, grads } = valueAndGrad(f)(x);
          for (const each of [value, ...grads]) each.dispose();
        });
      }));

    it('has it sample by sample', () =>
      run(async () => {
        const w = variable(tensor1d([1]));
        const losses = () => logSigmoid(mul(mul(x, w), 2));
        await expectTensorClose(
          perSample(losses, [w]).norms(),
          points.map((t) => Math.abs(2 * t * sigma(-2 * t))),
          near,
        );
        const { gradient } = batchDerivatives(losses, [w]);
        const total = points.reduce((all, t) => all + 2 * t * sigma(-2 * t), 0);
        await expectTensorClose(gradient[0] as Tensor, [total / 2], near);
      }));
  },
);

it('is there under tf.grad once gradients are installed, also nested', async () => {
  const installed = installGradients();
  await expectTensorClose(grad(f)(x), slopes, near);
  await expectTensorClose(grad((y: Tensor) => sum(grad(f)(y)))(x), curvatures, near);
  await expectTensorClose(
    grad((y: Tensor) => sum(grad((z: Tensor) => sum(sigmoid(mul(z, 2))))(y)))(x),
    points.map((t) => 4 * sigma(2 * t) * sigma(-2 * t) * (1 - 2 * sigma(2 * t))),
    near,
  );
  installed.uninstall();
});
