import { expectTensorClose } from '@hyperprior/vitest';
import {
  argMax,
  cast,
  floor,
  gather,
  grad,
  greater,
  mul,
  reshape,
  square,
  sum,
  type Tensor,
  tensor1d,
  topk,
  unsortedSegmentSum,
  variable,
} from '@tensorflow/tfjs-core';
import { afterAll, describe, it } from 'vitest';
import { argsort, hessian, hvp, installGradients, perSample, valueAndGrad } from '../src/index.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());
const near = { rel: 1e-5, abs: 1e-5 };
const x = tensor1d([2.25, 1.5, 0.5]);

/** Indices that are computed from x, each one of a whole number of places. */
const indices: [string, (y: Tensor) => Tensor, counts: number[]][] = [
  ['argsort', (y) => argsort(y), [1, 1, 1]],
  ['topk', (y) => topk(y, 2).indices, [1, 1, 0]],
  ['argMax', (y) => reshape(argMax(y), [1]), [1, 0, 0]],
  ['cast of a floor', (y) => cast(floor(y), 'int32'), [1, 1, 1]],
];

describe('no derivative passes through whole numbers', () => {
  it.each(indices)('%s: the second derivative', async (_name, pick, counts) => {
    // Σ y_i², of the values picked.
    const f = (y: Tensor) => sum(square(gather(y, pick(y) as never)));
    const full = counts.flatMap((count, i) => counts.map((_, j) => (i === j ? 2 * count : 0)));
    await expectTensorClose(hessian(f)(x), full, near);
    await expectTensorClose(
      hvp(f, [x], [tensor1d([1, -1, 2])])[0],
      counts.map((count, i) => 2 * count * [1, -1, 2][i]),
      near,
    );
  });

  it('of a segment sum by segments that are computed', async () => {
    const f = (y: Tensor) => {
      const segments = cast(greater(y, 1), 'int32');
      return sum(mul(unsortedSegmentSum(y, segments as never, 2), tensor1d([10, 1])));
    };
    await expectTensorClose(grad(f)(x), [1, 1, 10], near);
  });

  it('nor through a cast: it is zero where there is no other way', async () => {
    const rounded = (y: Tensor) => sum(cast(cast(y, 'int32'), 'float32'));
    await expectTensorClose(grad(rounded)(x), [0, 0, 0], near);
    const w = variable(x);
    await expectTensorClose(valueAndGrad((_w: typeof w) => rounded(w))(w).grads[0], [0, 0, 0], near);
    const samples = perSample(() => mul(w, cast(cast(w, 'int32'), 'float32')), [w]);
    await expectTensorClose(samples.total()[0], [2, 1, 0], near);
    await expectTensorClose(samples.project([tensor1d([1, 1, 1])]), [2, 1, 0], near);
    samples.dispose();
  });

  it('but by a whole tensor itself TensorFlow.js differentiates', async () => {
    const f = (y: Tensor) => sum(cast(mul(y, square(y)), 'float32'));
    await expectTensorClose(grad(f)(tensor1d([1, 2], 'int32')), [3, 12], near);
  });
});
