import { expectTensorClose } from '@hyperprior/vitest';
import {
  Exp,
  type GradConfig,
  Greater,
  gather,
  getGradient,
  grad,
  maximum,
  mirrorPad,
  mul,
  prod,
  registerGradient,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  train,
  unregisterGradient,
  variable,
} from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { correctedGradients } from '../src/gradients/corrected-gradients.ts';
import { hvp, installGradients, valueAndGrad } from '../src/index.ts';

const x = tensor1d([1, 2, 3]);
const weights = tensor1d([4, 3, 2, 5, 2]);
const reflected = (y: Tensor) => sum(mul(mirrorPad(y, [[1, 1]], 'reflect'), weights));
/** Reflected: 2 1 2 3 2 with weights 4 3 2 5 2. */
const slopes = [3, 8, 5];

it('keeps its gradients when tfjs-layers is loaded later', async () => {
  const before = installGradients();
  before.uninstall();
  const installed = installGradients();
  await import('@tensorflow/tfjs-layers');
  for (const gradient of correctedGradients) expect(getGradient(gradient.kernelName)).toBe(gradient);

  await expectTensorClose(grad(reflected)(x), slopes, { rel: 1e-6 });
  await expectTensorClose(valueAndGrad(reflected)(x).grads[0], slopes, { rel: 1e-6 });
  await expectTensorClose(hvp((y: Tensor) => sum(prod(y)), [x], [x])[0], [12, 6, 4], { rel: 1e-5 });
  const rows = tensor2d([
    [1, 2, 3],
    [0, 5, 1],
  ]);
  await expectTensorClose(grad((y: Tensor) => sum(maximum(rows, y)))(x), [1, 0, 1], { rel: 1e-6 });
  const picks = tensor2d([[2], [0]], [2, 1], 'int32');
  await expectTensorClose(grad((y: Tensor) => sum(gather(y, picks, 1, 1)))(rows), [0, 0, 1, 1, 0, 0], { rel: 1e-6 });

  const w = variable(x);
  train.sgd(1).minimize(() => sum(reflected(w)), false, [w]);
  await expectTensorClose(w, [1 - 3, 2 - 8, 3 - 5], { rel: 1e-6 });

  installed.uninstall();
  expect(getGradient(Greater)).toBeUndefined();
  await expectTensorClose(grad((y: Tensor) => sum(mul(y, y)))(x), [2, 4, 6], { rel: 1e-6 });
});

it('lets a gradient be replaced by hand', () => {
  const theirs: GradConfig = { kernelName: Exp, gradFunc: () => ({}) };
  const ours = getGradient(Exp);
  unregisterGradient(Exp);
  registerGradient(theirs);
  expect(getGradient(Exp)).toBe(theirs);
  unregisterGradient(Exp);
  registerGradient(ours);
});
