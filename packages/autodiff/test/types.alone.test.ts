import { expectTensorClose } from '@hyperprior/vitest';
import {
  matMul,
  mul,
  square,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
  Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import {
  argsort,
  checkpoint,
  hessian,
  installGradients,
  jacobian,
  perSample,
  rank,
  sort,
  stopGradient,
} from '../src/index.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());
const near = { rel: 1e-5, abs: 1e-5 };
const x: Tensor1D = tensor1d([2, 1]);
const matrix: Tensor2D = tensor2d([[1, 2]]);

describe('types', () => {
  it('functions of tensors of a known rank can be differentiated', async () => {
    await expectTensorClose(hessian((q: Tensor1D) => sum(square(q)))(x), [2, 0, 0, 2], near);
    await expectTensorClose(jacobian((q: Tensor2D) => mul(q, 3))(matrix), [3, 0, 0, 3], near);
    expectTypeOf(hessian((q) => sum(q)))
      .parameter(0)
      .toEqualTypeOf<Tensor>();
  });

  it('a rank stays, and what is made of a variable is a tensor', () => {
    const w: Variable<typeof x.rankType> = variable(x);
    for (const make of [stopGradient, sort, argsort, rank]) expect(make(w)).not.toBeInstanceOf(Variable);
    expect(checkpoint((y: Tensor1D) => square(y))(x).shape).toEqual([2]);
    expectTypeOf(stopGradient(x)).toEqualTypeOf<Tensor1D>();
    expectTypeOf(checkpoint((y: Tensor1D) => square(y))(x)).toEqualTypeOf<Tensor1D>();
    expectTypeOf(sort(matrix)).toEqualTypeOf<Tensor2D>();
    expectTypeOf(stopGradient(w)).toEqualTypeOf<Tensor1D>();
    expectTypeOf(sort(w)).toEqualTypeOf<Tensor1D>();
    expectTypeOf(argsort(w)).toEqualTypeOf<Tensor1D>();
    expectTypeOf(rank(w)).toEqualTypeOf<Tensor1D>();
  });

  it('perSample takes the weights of a layers model as they are', async () => {
    const model = sequential({ layers: [layers.dense({ inputShape: [2], units: 1 })] });
    const losses = () => sum(square(model.apply(matrix) as Tensor), 1);
    const norms = [model.trainableWeights, model.trainableWeights.map((weight) => weight.read())].map((weights) => {
      const samples = perSample(losses, weights);
      return samples.norms();
    });
    await expectTensorClose(norms[0], await norms[1].data(), near);
    const w = variable(matrix);
    // @ts-expect-error: a number is no variable
    expect(() => perSample(() => sum(matMul(w, x as never), 1), [3])).toThrow('pass its trainableWeights');
  });
});
