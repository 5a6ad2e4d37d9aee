import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import { customGrad, exp, grad, grads, mul, square, sum, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { hvp, installGradients, jvp, valueAndGrad, vjp } from '../src/index.ts';

const near = { rel: 1e-4, abs: 1e-5 };
const x = tensor1d([0.5, -1.5]);
const each = (f: (t: number) => number) => [0.5, -1.5].map(f);
const gradientOf = (f: (y: Tensor) => Tensor) => (y: Tensor) =>
  tidy(() => valueAndGrad((z: Tensor) => sum(f(z)))(y).grads[0]);

/** With TF.js as it is, and with its gradients installed. */
describe.each([false, true])('installed: %s', (isInstalled) => {
  const run = async (work: () => unknown) => {
    const installed = isInstalled ? installGradients() : null;
    try {
      await work();
    } finally {
      installed?.uninstall();
    }
  };

  it('three levels: the third derivative', () =>
    run(async () => {
      const third = gradientOf(gradientOf(gradientOf(exp)));
      await expectTensorClose(third(x), each(Math.exp), near);
      await expectNoLeak(() => third(x).dispose());
    }));

  it('in tf.grad, and tf.grad in it', () =>
    run(async () => {
      await expectTensorClose(grad((y: Tensor) => sum(gradientOf(exp)(y)))(x), each(Math.exp), near);
      await expectTensorClose(gradientOf((y) => grad((z: Tensor) => sum(exp(z)))(y))(x), each(Math.exp), near);
      await expectNoLeak(() => grad((y: Tensor) => sum(gradientOf(exp)(y)))(x).dispose());
    }));

  it('in tf.grads of several tensors', () =>
    run(async () => {
      const [byA, byB] = grads((a: Tensor, b: Tensor) => sum(mul(b, gradientOf(exp)(a))))([x, tensor1d([2, 3])]);
      await expectTensorClose(byA, [2 * Math.exp(0.5), 3 * Math.exp(-1.5)], near);
      await expectTensorClose(byB, each(Math.exp), near);
    }));

  it('in the gradient function of a customGrad', () =>
    run(async () => {
      const f = customGrad((y, save) => {
        (save as (tensors: Tensor[]) => void)([y as Tensor]);
        return {
          value: exp(y as Tensor),
          gradFunc: (dy: Tensor, [saved]: Tensor[]) => mul(dy, gradientOf(exp)(saved)),
        };
      });
      await expectTensorClose(grad((y: Tensor) => sum(f(y)))(x), each(Math.exp), near);
      await expectTensorClose(gradientOf(gradientOf(f))(x), each(Math.exp), near);
      await expectNoLeak(() => grad((y: Tensor) => sum(f(y)))(x).dispose());
    }));

  it('around a function that closes over what was computed from the argument', () =>
    run(async () => {
      // ∂/∂z z · x² at z = x is x², and its derivative is 2x: what f closes over is a constant to it.
      const outer = (y: Tensor) => {
        const closedOver = square(y);
        return gradientOf((z) => mul(z, closedOver))(y);
      };
      await expectTensorClose(
        outer(x),
        each((t) => t * t),
        near,
      );
      await expectTensorClose(
        gradientOf(outer)(x),
        each((t) => 2 * t),
        near,
      );
      await expectTensorClose(
        grad((y: Tensor) => sum(outer(y)))(x),
        each((t) => 2 * t),
        near,
      );
    }));

  it('jvp of a gradient, a pullback in a recording, an hvp in a gradient', () =>
    run(async () => {
      const v = tensor1d([2, -1]);
      const { tangent } = jvp(gradientOf(exp), [x], [v]);
      await expectTensorClose(tangent, [2 * Math.exp(0.5), -Math.exp(-1.5)], near);
      const pulled = gradientOf((y) => vjp((z: Tensor) => exp(z), [y]).pullback(v)[0]);
      await expectTensorClose(pulled(x), [2 * Math.exp(0.5), -Math.exp(-1.5)], near);
      const third = gradientOf((y) => hvp((z: Tensor) => sum(exp(z)), [y], [v])[0]);
      await expectTensorClose(third(x), [2 * Math.exp(0.5), -Math.exp(-1.5)], near);
      await expectNoLeak(() =>
        tidy(() => {
          third(x);
          pulled(x);
          jvp(gradientOf(exp), [x], [v]);
        }),
      );
    }));
});
