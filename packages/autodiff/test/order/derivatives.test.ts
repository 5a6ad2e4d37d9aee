import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import {
  cast,
  grad,
  mul,
  pow,
  scalar,
  square,
  sum,
  type Tensor,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import {
  argsort,
  hessian,
  hvp,
  installGradients,
  jacobian,
  jvp,
  linearize,
  rank,
  sort,
  valueAndGrad,
} from '../../src/index.ts';
import { alongAxis, orderBySort } from './definition.ts';

const near = { rel: 1e-5, abs: 1e-6 };
const installed = installGradients();
afterAll(() => installed.uninstall());

const shape = [2, 4, 3];
/** Distinct values of order 1 in no order, and weights for the sorted ones. */
const values = Array.from({ length: 24 }, (_, i) => Math.fround((((i * 7) % 24) - 11.5) / 8));
const weights = Array.from({ length: 24 }, (_, i) => Math.fround(Math.sin(3 * i + 1)));

/** At each value the weight of the place to which the sort brings it. */
const putBack = (axis: number) => {
  const positions = values.map((_, i) => i);
  const from = alongAxis(positions, shape, axis, (places) =>
    orderBySort(places.map((place) => values[place])).map((i) => places[i]),
  );
  const result: number[] = [];
  from.forEach((source, i) => {
    result[source] = weights[i];
  });
  return result;
};

describe('the derivatives of sort', () => {
  it.each([0, 1, 2, -2])('go back to where the values came from, along axis %i', async (axis) => {
    const [x, w] = [tensor(values, shape), tensor(weights, shape)];
    const f = (at: Tensor) => sum(mul(sort(at, axis), w));
    await expectTensorClose(grad(f)(x), putBack((axis + 3) % 3), near);
    await expectTensorClose(valueAndGrad(f)(x).grads[0], putBack((axis + 3) % 3), near);
  });

  it('are of second and third order right: Σ w sort(x)³ and more', async () => {
    const [x, w] = [tensor(values, shape), tensor(weights, shape)];
    const back = putBack(1);
    const f = (at: Tensor) => sum(mul(pow(sort(at, 1), scalar(3)), w));
    const first = (at: Tensor) => valueAndGrad(f)(at).grads[0];
    // By x ∂f = 3 w x², and so on; times x so that the next derivative has two ways to x.
    const second = (at: Tensor) => valueAndGrad((y: Tensor) => sum(mul(first(y), y)))(at).grads[0];
    const third = (at: Tensor) => valueAndGrad((y: Tensor) => sum(mul(second(y), y)))(at).grads[0];
    await expectTensorClose(
      first(x),
      values.map((v, i) => 3 * back[i] * v * v),
      near,
    );
    await expectTensorClose(
      second(x),
      values.map((v, i) => 9 * back[i] * v * v),
      near,
    );
    await expectTensorClose(
      third(x),
      values.map((v, i) => 27 * back[i] * v * v),
      near,
    );
  });

  it('pass through sorts of functions and functions of sorts', async () => {
    // In order of x²: the places of -0.5, 0.75, -1.25 and 1.5.
    const x = tensor1d([0.75, -1.25, 1.5, -0.5]);
    const w = tensor1d([1, -2, 3, 0.5]);
    const f = (at: Tensor) => sum(mul(square(sort(square(at))), w));
    // Σ w x⁴ with the weights -2, 3, 0.5, 1 at the places of x: second derivatives 12 w x².
    const back = [-2, 3, 0.5, 1];
    const at = [0.75, -1.25, 1.5, -0.5];
    const vector = [1, 2, -1, 0.5];
    const [product] = hvp(f, [x], [tensor1d(vector)]);
    await expectTensorClose(
      product,
      at.map((v, i) => 12 * back[i] * v * v * vector[i]),
      near,
    );
    const full = at.flatMap((v, i) => at.map((_, j) => (i === j ? 12 * back[i] * v * v : 0)));
    await expectTensorClose(hessian(f)(x), full, near);
  });

  it('are a permutation: jacobian, jvp, linearize', async () => {
    const x = tensor1d([0.5, -1, 2]);
    await expectTensorClose(jacobian((at: Tensor) => sort(at))(x), [0, 1, 0, 1, 0, 0, 0, 0, 1], near);
    const { value, tangent } = jvp((at: Tensor) => sort(at), [x], [tensor1d([10, 20, 30])]);
    await expectTensorClose(value, [-1, 0.5, 2], near);
    await expectTensorClose(tangent, [20, 10, 30], near);
    const linear = linearize((at: Tensor) => sort(at), [x]);
    await expectTensorClose(linear.tangent([tensor1d([1, 2, 3])]), [2, 1, 3], near);
    await expectTensorClose(linear.tangent([tensor1d([4, 5, 6])]), [5, 4, 6], near);
    linear.dispose();
  });

  it('of equal values go by their positions, and those of NaNs to the NaNs', async () => {
    const x = tensor2d([
      [2, Number.NaN, 2, 1],
      [Number.NaN, 0, Number.NaN, -0],
    ]);
    const w = tensor2d([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
    const gradient = valueAndGrad((at: Tensor) => sum(mul(sort(at), w)))(x).grads[0];
    await expectTensorClose(gradient, [2, 4, 3, 1, 3, 1, 4, 2], near);
  });

  it('of axes of length 0 and 1 are those of the identity', async () => {
    const w = tensor2d([[2], [3]]);
    await expectTensorClose(grad((at: Tensor) => sum(mul(sort(at), w)))(tensor2d([[5], [4]])), [2, 3], near);
    // No sum: TF.js cannot take that of an empty tensor on webgpu.
    const none = grad((at: Tensor) => sort(at))(tensor([], [0, 2]));
    expect(none.shape).toEqual([0, 2]);
  });

  it('are there in long rows', async () => {
    const count = runsOnHost() ? 3000 : 1000;
    const row = Array.from({ length: count }, (_, i) => (i * 7919) % count);
    const w = row.map((_, i) => (i * 31) % 97);
    const gradient = grad((at: Tensor) => sum(mul(sort(at), tensor1d(w))))(tensor1d(row));
    const expected: number[] = [];
    orderBySort(row).forEach((from, i) => {
      expected[from] = w[i];
    });
    await expectTensorClose(gradient, expected, near);
  });

  it('leave no tensors behind', async () => {
    const x = tensor2d([[3, 1, 2]]);
    const f = (at: Tensor) => sum(square(sort(at)));
    await expectNoLeak(() => {
      const { value, grads } = valueAndGrad(f)(x);
      for (const result of [value, ...grads, ...hvp(f, [x], [x])]) result.dispose();
      grad(f)(x).dispose();
      const pair = jvp((at: Tensor) => sort(at, 0), [x], [x]);
      for (const result of [pair.value, pair.tangent]) result.dispose();
    });
  });
});

describe('the gradients of argsort and rank', () => {
  it('are zero', async () => {
    const x = tensor2d([
      [3, 1, 2],
      [4, 4, 1],
    ]);
    for (const f of [
      (at: Tensor) => sum(rank(at)),
      (at: Tensor) => sum(rank(at, 0, 'average')),
      (at: Tensor) => sum(cast(argsort(at), 'float32')),
    ]) {
      await expectTensorClose(grad(f)(x), [0, 0, 0, 0, 0, 0], near);
      await expectTensorClose(valueAndGrad(f)(x).grads[0], [0, 0, 0, 0, 0, 0], near);
      await expectNoLeak(() => grad(f)(x).dispose());
    }
  });

  it('are zero in second derivatives too', async () => {
    const x = tensor1d([3, 1, 2]);
    // The ranks are 3, 1, 2: Σ rank x² has the Hessian 2 rank.
    const f = (at: Tensor) => sum(mul(rank(at), square(at)));
    await expectTensorClose(hessian(f)(x), [6, 0, 0, 0, 2, 0, 0, 0, 4], near);
    await expectNoLeak(() => tidy(() => void hvp(f, [x], [x])));
  });
});

describe('without installGradients', () => {
  it("TF.js's own gradient of a gradient is right", async () => {
    installed.uninstall();
    const x = tensor1d([0.5, -1, 2]);
    const w = tensor1d([1, 2, 3]);
    const f = (at: Tensor) => sum(mul(square(sort(at)), w));
    await expectTensorClose(grad((at: Tensor) => sum(grad(f)(at)))(x), [4, 2, 6], near);
  });
});
