import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { gather, grad, mul, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { it } from 'vitest';

const sizeOf = (shape: number[]) => shape.reduce((product, length) => product * length, 1);

/** A gather: x's shape, the axis, the batch dimensions, and indices of shape [...batch, picks]. */
const gathers = fc
  .array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => fc.tuple(fc.constant(shape), fc.nat(shape.length - 1)))
  .chain(([shape, axis]) =>
    fc.tuple(fc.constant(shape), fc.constant(axis), fc.nat(axis), fc.integer({ min: 1, max: 4 })),
  )
  .chain(([shape, axis, batchDims, picks]) => {
    const indicesShape = [...shape.slice(0, batchDims), picks];
    const size = sizeOf(indicesShape);
    return fc.record({
      shape: fc.constant(shape),
      axis: fc.constant(axis),
      batchDims: fc.constant(batchDims),
      indicesShape: fc.constant(indicesShape),
      indices: fc.array(fc.nat(shape[axis] - 1), { minLength: size, maxLength: size }),
    });
  });

/** The gradient of Σ w gather(x), by the definition: each weight goes to the place its value came from. */
function byDefinition(
  { shape, axis, batchDims, indicesShape, indices }: typeof gathers extends fc.Arbitrary<infer T> ? T : never,
  weights: number[],
): number[] {
  const [batch, outer] = [sizeOf(shape.slice(0, batchDims)), sizeOf(shape.slice(batchDims, axis))];
  const [length, inner, picks] = [shape[axis], sizeOf(shape.slice(axis + 1)), indicesShape[batchDims]];
  const gradient = new Array<number>(sizeOf(shape)).fill(0);
  let at = 0;
  for (let b = 0; b < batch; b++)
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < picks; i++)
        for (let k = 0; k < inner; k++)
          gradient[((b * outer + o) * length + indices[b * picks + i]) * inner + k] += weights[at++];
  return gradient;
}

it('the gradient of a gather returns every weight to where its value came from', async () => {
  await fc.assert(
    fc.asyncProperty(gathers, async (example) => {
      const { shape, axis, batchDims, indicesShape, indices } = example;
      const outputShape = [...shape.slice(0, axis), indicesShape[batchDims], ...shape.slice(axis + 1)];
      const weights = Array.from({ length: sizeOf(outputShape) }, (_, i) => ((i * 7) % 13) - 5);
      await expectNoLeak(async () => {
        const gradient = tidy(() => {
          const picks = tensor(indices, indicesShape, 'int32');
          const weighted = (x: Tensor) => sum(mul(gather(x, picks, axis, batchDims), tensor(weights, outputShape)));
          return grad(weighted)(tensor(new Array(sizeOf(shape)).fill(1), shape));
        });
        expectClose(await gradient.data(), byDefinition(example, weights), { abs: 1e-5 });
        gradient.dispose();
      });
    }),
    { numRuns: 60 },
  );
});
