import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  add,
  div,
  exp,
  gather,
  grad,
  logSoftmax,
  matMul,
  mean,
  memory,
  mul,
  relu,
  reshape,
  type Scalar,
  scalar,
  sqrt,
  square,
  sum,
  type Tensor,
  tanh,
  tensor1d,
  tensor2d,
  tidy,
  train,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { checkpoint, hessian, hvp, jacobian, jvp, linearize, stopGradient, valueAndGrad, vjp } from '../src/index.ts';
import { randomTensor } from './random.ts';

const near = { rel: 1e-4, abs: 1e-5 };
const x = tensor1d([0.5, -1, 1.5]);
const values = [0.5, -1, 1.5];
const v = tensor1d([1, 2, -0.5]);
describe('valueAndGrad', () => {
  const f = (y: Tensor, { scales }: { scales: Tensor[] }) => sum(mul(exp(y), scales[0]));

  it('gives the value, and gradients in the structure of the arguments', async () => {
    const { value, grads } = valueAndGrad(f)(x, { scales: [v] });
    const expected = values.map(Math.exp);
    await expectTensorClose(value, [expected[0] + 2 * expected[1] - 0.5 * expected[2]], near);
    await expectTensorClose(grads[0], [expected[0], 2 * expected[1], -0.5 * expected[2]], near);
    await expectTensorClose(grads[1].scales[0], expected, near);
  });

  it('is that of TF.js by variables, and says which is not used', async () => {
    const [w, unused] = [variable(v), variable(scalar(2), true, 'idle')];
    const loss = (): Scalar => sum(mul(square(w), x));
    const { grads } = valueAndGrad((_w: typeof w) => loss())(w);
    await expectTensorClose(grads[0], await variableGrads(loss, [w]).grads[w.name].data(), near);
    expect(() => valueAndGrad((_w: typeof w, _unused: typeof unused) => loss())(w, unused)).toThrow(
      "does not use the variable 'idle'",
    );
  });

  it('is zero where the function does not depend on a tensor', async () => {
    const { grads } = valueAndGrad((y: Tensor, _other: Tensor) => sum(y))(x, v);
    await expectTensorClose(grads[1], [0, 0, 0], near);
  });

  it('returns a value of its own where the function returns its argument', async () => {
    const y = scalar(3);
    const { value, grads } = valueAndGrad((z: Tensor) => z)(y);
    value.dispose();
    await expectTensorClose(y, [3], near);
    await expectTensorClose(grads[0], [1], near);
  });

  it('refuses what it cannot differentiate', () => {
    expect(() => valueAndGrad((y: Tensor) => y)(x)).toThrow(
      "'f' must return a float32 scalar, but returned float32 of shape [3]",
    );
    expect(() => valueAndGrad((y: Tensor) => sum(y))(tensor1d([1, 2], 'int32'))).toThrow(
      "'xs[0]' must be float32, but is int32",
    );
    expect(() => valueAndGrad((y: unknown) => y as Tensor)({ a: [1] })).toThrow("'xs[0].a[0]' must be a tensor");
    expect(() => valueAndGrad(() => scalar(1))()).toThrow("'xs' must hold at least one tensor");
    expect(() => valueAndGrad(null as never)).toThrow("'f' must be a function, but is null");
  });
});

describe('vjp', () => {
  it('pulls back as often as one likes, trees too', async () => {
    const { value, pullback, dispose } = vjp((y: Tensor) => ({ power: exp(y), parts: [square(y)] }), [x]);
    await expectTensorClose(value.power, values.map(Math.exp), near);
    const [first] = pullback({ power: v, parts: [mul(v, 0)] });
    await expectTensorClose(first, [Math.exp(0.5), 2 * Math.exp(-1), -0.5 * Math.exp(1.5)], near);
    const [second] = pullback({ power: mul(v, 0), parts: [v] });
    await expectTensorClose(second, [1, -4, -1.5], near);
    dispose();
  });

  it('refuses a gradient of another shape', () => {
    tidy(() => {
      const { pullback } = vjp((y: Tensor) => exp(y), [x]);
      expect(() => pullback(scalar(1))).toThrow("'dy' must have the shape of 'f(...xs)', [3], but has []");
    });
  });
});

describe('jvp and linearize', () => {
  it('give the derivative in a direction', async () => {
    const { value, tangent } = jvp((y: Tensor) => exp(y), [x], [v]);
    await expectTensorClose(value, values.map(Math.exp), near);
    await expectTensorClose(tangent, [Math.exp(0.5), 2 * Math.exp(-1), -0.5 * Math.exp(1.5)], near);
  });

  it('linearize once for many tangents', async () => {
    const w = randomTensor([3, 2], 1);
    const f = (y: Tensor) => tanh(matMul(reshape(y, [1, 3]), w));
    const { tangent, dispose } = linearize(f, [x]);
    for (const seed of [2, 3]) {
      const direction = randomTensor([3], seed);
      await expectTensorClose(tangent([direction]), await jvp(f, [x], [direction]).tangent.data(), near);
    }
    dispose();
  });

  it('are zero where the function is constant', async () => {
    await expectTensorClose(jvp((_y: Tensor) => scalar(2), [x], [v]).tangent, [0], near);
  });

  it('refuse tangents of another shape', () => {
    expect(() => jvp((y: Tensor) => exp(y), [x], [scalar(1)])).toThrow("'tangents[0]' must have the shape of 'xs[0]'");
  });
});

describe('hvp', () => {
  const f = (y: Tensor) => sum(div(exp(mul(y, 0.5)), add(1, square(y))));

  it('is the Hessian times the vector', async () => {
    const product = hvp(f, [x], [v])[0];
    const full = hessian(f)(x);
    await expectTensorClose(product, await reshape(matMul(full as never, reshape(v, [3, 1])), [3]).data(), near);
    const inFloat64 = (t: number) => {
      const g = (u: number) => Math.exp(0.5 * u) / (1 + u * u);
      const h = 1e-4;
      return (g(t + h) - 2 * g(t) + g(t - h)) / (h * h);
    };
    await expectTensorClose(
      product,
      values.map((t, i) => inFloat64(t) * [1, 2, -0.5][i]),
      { rel: 1e-4, abs: 1e-5 },
    );
  });

  it('takes variables, and is zero where the gradient is constant', async () => {
    const w = variable(x);
    const [product] = hvp((_w: typeof w) => sum(mul(square(w), w)), [w], [v]);
    await expectTensorClose(product, [6 * 0.5, 6 * -1 * 2, 6 * 1.5 * -0.5], near);
    const [nothing] = hvp((y: Tensor) => sum(mul(y, v)), [x], [v]);
    await expectTensorClose(nothing, [0, 0, 0], near);
  });
});

describe('jacobian', () => {
  it('has the shapes of the value and of x, by rows and by columns', async () => {
    const w = randomTensor([3, 5], 4);
    const wide = (y: Tensor) => reshape(matMul(reshape(y, [1, 3]), w), [5, 1]);
    const full = jacobian(wide)(x);
    expect(full.shape).toEqual([5, 1, 3]);
    const expected = await w.data();
    await expectTensorClose(
      full,
      [0, 1, 2, 3, 4].flatMap((i) => [0, 1, 2].map((j) => expected[j * 5 + i])),
      near,
    );
    const narrow = jacobian((y: Tensor) => sum(square(y)))(x);
    await expectTensorClose(
      narrow,
      values.map((t) => 2 * t),
      near,
    );
  });

  it('is a hessian of a hessian’s trace too', async () => {
    const third = grad((y: Tensor) =>
      sum(
        mul(
          hessian((z) => sum(mul(square(z), z)))(y),
          tensor2d([
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ]),
        ),
      ),
    );
    await expectTensorClose(third(x), [6, 6, 6], near);
  });
});

describe('stopGradient', () => {
  it('cuts the path, and infinite derivatives with it', async () => {
    const { grads } = valueAndGrad((y: Tensor) => sum(mul(y, stopGradient(sqrt(relu(y))))))(x);
    await expectTensorClose(grads[0], [Math.sqrt(0.5), 0, Math.sqrt(1.5)], near);
  });
});

describe('checkpoint', () => {
  const w = variable(randomTensor([3, 3], 5));
  const block = (y: Tensor) => tanh(matMul(tanh(matMul(y, w as never)), w as never));
  const loss = (y: Tensor, f: (z: Tensor) => Tensor) => mean(square(f(f(reshape(y, [1, 3])))));

  it('has the gradients of the function, those by its variables too, and the second ones', async () => {
    const [plain, saved] = [block, checkpoint(block)].map((f) =>
      valueAndGrad((y: Tensor, _w: typeof w) => loss(y, f))(x, w),
    );
    await expectTensorClose(saved.grads[0], await plain.grads[0].data(), near);
    await expectTensorClose(saved.grads[1], await plain.grads[1].data(), near);
    const [h, saving] = [block, checkpoint(block)].map((f) => hvp((y: Tensor) => loss(y, f), [x], [v])[0]);
    await expectTensorClose(saving, await h.data(), near);
  });

  describe('of a function that closes over', () => {
    /** Three times: plain, with a checkpoint, and with one whose function is called again for a second derivative. */
    const expectSame = async (f: (around: typeof checkpoint) => (y: Tensor) => Tensor) => {
      const plain = f(((g: unknown) => g) as typeof checkpoint);
      const saving = f(checkpoint);
      await expectTensorClose(grad(saving)(x), await grad(plain)(x).data(), near);
      await expectTensorClose(hvp(saving, [x], [v])[0], await hvp(plain, [x], [v])[0].data(), near);
      await expectNoLeak(() => grad(saving)(x).dispose());
    };

    it('a constant that is made in the enclosing function', () =>
      expectSame((around) => (y) => {
        const mask = tensor1d([1, 0, 2]);
        return sum(around((z: Tensor) => mul(square(z), mask))(y));
      }));

    it('what is computed from the argument', () =>
      expectSame((around) => (y) => {
        const other = exp(y);
        // A method of the tensor's own refuses where the tensor has been disposed.
        return sum(around((z: Tensor) => mul(square(z), other.clone()))(y));
      }));

    it('the argument itself', () => expectSame((around) => (y) => sum(around((z: Tensor) => mul(z, y))(square(y)))));

    it('what it returns', () =>
      expectSame((around) => (y) => {
        const other = exp(y);
        return sum(mul(y, around((_z: Tensor) => other)(y)));
      }));

    it('whole numbers, and a softmax within a custom gradient', () =>
      expectSame((around) => (y) => {
        const places = tensor1d([2, 0], 'int32');
        const other = exp(y);
        return sum(around((z: Tensor) => mul(gather(z, places), gather(logSoftmax(other), places)))(square(y)));
      }));

    it('in a loss that an optimizer minimizes', async () => {
      const w = variable(x);
      const step = train.sgd(1);
      const minimize = () =>
        step.minimize(() => {
          const mask = tensor1d([1, 0, 2]);
          return sum(checkpoint((z: Tensor) => mul(mul(z, w), mask))(tensor1d([1, 1, 1])));
        }, false);
      minimize();
      await expectTensorClose(w, [0.5 - 1, -1, 1.5 - 2], near);
      await expectNoLeak(minimize);
    });
  });

  it('keeps no intermediate values', () => {
    const kept = (f: (z: Tensor) => Tensor) => {
      let most = 0;
      valueAndGrad((y: Tensor) => {
        const value = loss(y, f);
        most = memory().numTensors;
        return value;
      })(x);
      return most;
    };
    const before = memory().numTensors;
    expect(kept(checkpoint(block)) - before).toBeLessThan(kept(block) - before);
  });
});

describe('what is left behind', () => {
  it.each([
    ['valueAndGrad', () => valueAndGrad((y: Tensor) => sum(exp(y)))(x)],
    ['vjp', () => vjp((y: Tensor) => exp(y), [x]).pullback(v)],
    ['jvp', () => jvp((y: Tensor) => exp(y), [x], [v])],
    ['linearize', () => linearize((y: Tensor) => exp(y), [x]).tangent([v])],
    ['hvp', () => hvp((y: Tensor) => sum(exp(y)), [x], [v])],
    ['hessian', () => hessian((y: Tensor) => sum(exp(y)))(x)],
    ['checkpoint', () => valueAndGrad((y: Tensor) => sum(checkpoint((z: Tensor) => exp(z))(y)))(x)],
  ])('%s: nothing, in a tidy', async (_name, run) => {
    await expectNoLeak(() => {
      tidy(() => {
        run();
      });
    });
  });

  it('nothing where f throws, or returns no scalar', async () => {
    const failing = (y: Tensor): Tensor => {
      exp(y);
      throw new Error('in f');
    };
    for (const run of [valueAndGrad(failing), hessian(failing), jacobian(failing)]) {
      await expectNoLeak(() => expect(() => run(x)).toThrow('in f'));
    }
    await expectNoLeak(() => expect(() => valueAndGrad((y: Tensor) => exp(y))(x)).toThrow('must return'));
    await expectNoLeak(() => expect(() => hvp((y: Tensor) => exp(y), [x], [v])).toThrow('must return'));
    await expectNoLeak(() => expect(() => linearize(failing, [x])).toThrow('in f'));
  });

  it('and nothing outside of one, after dispose', async () => {
    await expectNoLeak(() => {
      const { value, pullback, dispose } = vjp((y: Tensor) => exp(y), [x]);
      pullback(v)[0].dispose();
      value.dispose();
      dispose();
      const line = linearize((y: Tensor) => exp(y), [x]);
      line.tangent([v]).dispose();
      line.value.dispose();
      line.dispose();
      for (const product of hvp((y: Tensor) => sum(exp(y)), [x], [v])) product.dispose();
    });
  });
});

describe('arguments', () => {
  const f = ({ a, b }: { a: Tensor; b: Tensor }) => sum(add(mul(3, a), mul(5, b)));
  const [a, b] = [scalar(1), scalar(2)];

  it('go by their names, whatever their order', async () => {
    await expectTensorClose(jvp(f, [{ a, b }], [{ b: scalar(0), a: scalar(1) }]).tangent, [3], near);
    expect(() => jvp(f, [{ a, b }], [{ a, c: b } as never])).toThrow(
      "'tangents[0].b' must have the shape of 'xs[0].b', [], but there is none",
    );
  });

  it('stand once', () => {
    expect(() => valueAndGrad(f)({ a, b: a })).toThrow("'xs[0].a' and 'xs[0].b' must be two tensors, but are one");
  });

  it('are not what is returned', async () => {
    const { value, pullback } = vjp((y: Tensor) => y, [x]);
    const [dx] = pullback(v);
    value.dispose();
    dx.dispose();
    await expectTensorClose(x, values, near);
    await expectTensorClose(v, [1, 2, -0.5], near);
  });
});

describe('derivatives within kernels that are not recorded', () => {
  it('checkpoint of a gradient', async () => {
    const gradient = checkpoint((y: Tensor) => valueAndGrad((z: Tensor) => sum(exp(z)))(y).grads[0]);
    await expectTensorClose(gradient(x), values.map(Math.exp), near);
    await expectTensorClose(valueAndGrad((y: Tensor) => sum(gradient(y)))(x).grads[0], values.map(Math.exp), near);
  });

  it('checkpoint of a variable that is an argument too', async () => {
    const w = variable(x);
    const { grads } = valueAndGrad((y: typeof w) => sum(checkpoint((z: Tensor) => mul(z, w))(y)))(w);
    await expectTensorClose(
      grads[0],
      values.map((t) => 2 * t),
      near,
    );
  });
});
