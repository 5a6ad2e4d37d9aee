import { expectClose } from '@hyperprior/vitest';
import {
  logSigmoid,
  logSoftmax,
  logSumExp,
  matMul,
  mul,
  neg,
  Reduction,
  sub,
  sum,
  type Tensor,
  tensor2d,
  losses as tfLosses,
  train,
  variable,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { cockpit, hessianTrace } from '../src/index.ts';

const x = () =>
  tensor2d([
    [1, 2],
    [0.5, -1],
    [2, 0.3],
  ]);
const labels = () =>
  tensor2d([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
const start = [
  [0.1, 0.2, 0.3],
  [0.3, -0.1, 0.2],
];

/** Trace of the Hessian of a mean loss, and the Gauss-Newton one by the logits. */
async function traces(losses: (logits: Tensor) => Tensor): Promise<number[]> {
  const weights = variable(tensor2d(start));
  let logits: Tensor | undefined;
  const instruments = cockpit([weights], {
    hessian: hessianTrace({ probes: 'exact' }),
    gaussNewton: hessianTrace({ probes: 'exact', gaussNewton: () => logits ?? weights }),
  });
  const { values, problems } = await instruments.step(train.sgd(0.1), () => {
    logits = matMul(x(), weights);
    return losses(logits);
  });
  expect(problems).toEqual({});
  return [values.hessian ?? [], values.gaussNewton ?? []].flatMap((value) => Array.from(value));
}

/** Cross-entropies made of plain operations. */
const plain = (logits: Tensor) => sub(logSumExp(logits, 1), sum(mul(labels(), logits), 1));

describe('curvature of a loss that TF.js writes as a custom gradient', () => {
  it.each<[string, (logits: Tensor) => Tensor]>([
    ['softmaxCrossEntropy', (z) => tfLosses.softmaxCrossEntropy(labels(), z, undefined, 0, Reduction.NONE)],
    ['the mean of softmaxCrossEntropy', (z) => tfLosses.softmaxCrossEntropy(labels(), z)],
    ['logSoftmax', (z) => neg(sum(mul(labels(), logSoftmax(z)), 1))],
  ])('is that of plain operations: %s', async (_, losses) => {
    const expected = await traces(plain);
    expect(expected.every((value) => value > 0.1)).toBe(true);
    expectClose(await traces(losses), expected, { rel: 1e-5 });
  });

  it('is that of plain operations: logSigmoid', async () => {
    const written = (z: Tensor) => neg(logSigmoid(mul(z, sub(mul(labels(), 2), 1))));
    const sigmoids = (z: Tensor) => sum(tfLosses.sigmoidCrossEntropy(labels(), z, undefined, 0, Reduction.NONE), 1);
    expectClose(await traces((z) => sum(written(z), 1)), await traces(sigmoids), { rel: 1e-5 });
  });
});
