import { memory, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { expect, it } from 'vitest';
import { adam } from '../../src/optimizers/adam.ts';

it('adam trains a tf.LayersModel', async () => {
  const model = sequential({
    layers: [layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })],
  });
  model.compile({ optimizer: adam({ learningRate: 0.1 }), loss: 'meanSquaredError' });
  const [x, y] = [tensor2d([1, 2, 3, 4, 5, 7], [3, 2]), tensor2d([1, 2, 3], [3, 1])];
  const { history } = await model.fit(x, y, { epochs: 20, verbose: 0 });
  expect(Number(history.loss[19])).toBeLessThan(0.1 * Number(history.loss[0]));
  const before = memory().numTensors;
  await model.fit(x, y, { epochs: 2, verbose: 0 });
  expect(memory().numTensors).toBe(before);
  tidy(() => model.predict(x));
  model.dispose();
  for (const each of [x, y]) each.dispose();
});
