import { expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import { einsum, getBackend, randomNormal, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';

/** The definition: a sum over all values of all labels. */
async function byDefinition(equation: string, tensors: Tensor[]): Promise<number[]> {
  const [inputs, output] = equation.split('->');
  const terms = inputs.split(',');
  const length = new Map(terms.flatMap((term, i) => [...term].map((label, axis) => [label, tensors[i].shape[axis]])));
  const labels = [...length.keys()];
  const data = await Promise.all(tensors.map((tensor) => tensor.data()));
  const offset = (term: string, at: Map<string, number>) =>
    [...term].reduce((total, label) => total * (length.get(label) ?? 1) + (at.get(label) ?? 0), 0);
  const size = [...output].reduce((product, label) => product * (length.get(label) ?? 1), 1);
  const result = Array.from({ length: size }, () => 0);
  const walk = (rest: string[], at: Map<string, number>): void => {
    if (rest.length === 0) {
      result[offset(output, at)] += terms.reduce((product, term, i) => product * data[i][offset(term, at)], 1);
      return;
    }
    for (let i = 0; i < (length.get(rest[0]) ?? 0); i++) walk(rest.slice(1), new Map(at).set(rest[0], i));
  };
  walk(labels, new Map());
  return result;
}

const lengths: Record<string, number> = { a: 2, b: 3, c: 4, d: 2, e: 3 };

// TF.js's own kernels are wrong for some of these on other backends: this is a test of ours.
describe.runIf(getBackend() === 'wasm')('einsum', () => {
  it.each([
    'ab,bc->ac',
    'ab,bc->c',
    'ab,c->cb',
    'abc,acd->abd',
    'ab->ba',
    'ab->',
    'abc->b',
    'a,b->ab',
    'ab,ab->',
    'abc,bd,dc->ad',
    'abc,cb->a',
    'ab->ab',
  ])('%s', async (equation) => {
    const tensors = equation
      .split('->')[0]
      .split(',')
      .map((term, i) =>
        randomNormal(
          [...term].map((label) => lengths[label]),
          0,
          1,
          'float32',
          i + 1,
        ),
      );
    await expectTensorClose(einsum(equation, ...tensors), await byDefinition(equation, tensors), {
      rel: 1e-5,
      abs: 1e-5,
    });
    await expectNoLeak(() => tidy(() => void einsum(equation, ...tensors)));
  });
});
