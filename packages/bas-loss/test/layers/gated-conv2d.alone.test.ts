import { runsOnHost } from '@hyperprior/backends/kernels';
import { normal } from '@hyperprior/priors';
import { randomUniform, zeros } from '@tensorflow/tfjs-core';
import { input, layers, model as modelOf } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { GatedConv2D, GatedDense, measureGates, registerBasLayers } from '../../src/layers/index.ts';
import { expectSamePredictions, fit, savedAndLoaded } from './models.ts';

beforeAll(registerBasLayers);

describe('GatedConv2D', () => {
  const images = () => randomUniform([8, 6, 6, 2], 0, 1, 'float32', 4);
  const convolutional = (headGrid: number) => {
    const x = input({ shape: [6, 6, 2] });
    const gates = new GatedConv2D({
      filters: 4,
      kernelSize: 3,
      strides: 2,
      padding: 'same',
      kernelRegularizer: 'l1l2',
      headGrid,
      prior: normal(0, 2),
    });
    const pooled = layers.globalAveragePooling2d({}).apply(gates.apply(x));
    const y = new GatedDense({ units: 2, headUnits: 3 }).apply(pooled);
    if (Array.isArray(y) || y.rank === undefined) throw new Error('one output');
    const model = modelOf({ inputs: x, outputs: y as ReturnType<typeof input> });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    return model;
  };

  it('trains in a functional model on every backend, is saved and loaded, and is measured', async () => {
    for (const headGrid of runsOnHost() ? [1, 4] : [4]) {
      const model = convolutional(headGrid);
      const y = zeros([8, 2]);
      const losses = await fit(model, images(), y);
      expect(losses.every(Number.isFinite)).toBe(true);
      const again = await savedAndLoaded(model);
      await expectSamePredictions(model, again, images());
      expect(again.layers[1].getConfig()).toEqual(model.layers[1].getConfig());
      again.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
      expect((await fit(again, images(), y)).every(Number.isFinite)).toBe(true);
      const use = await measureGates(model, images());
      // A 3 × 3 convolution of 2 channels into 4 at 3 × 3 positions; its head sees 1 or 3 × 3 cells.
      const [conv, dense] = [9 * 9 * 2 * 4, 4 * 2];
      const heads = [(headGrid === 1 ? 2 : 18) * 16 + 16 * 4, 4 * 3 + 3 * 2];
      const [first, second] = use.layers;
      const used = [first.openShare * conv + heads[0], second.openShare * dense + heads[1]];
      expect(first.multiplicationsSaved).toBeCloseTo(1 - used[0] / conv, 5);
      expect(use.multiplicationsSaved).toBeCloseTo(1 - (used[0] + used[1]) / (conv + dense), 5);
      expect(use.openShare).toBeCloseTo((4 * first.openShare + 2 * second.openShare) / 6, 5);
    }
  });

  it('refuses what it cannot gate', () => {
    const args = { filters: 4, kernelSize: 3 };
    expect(() => new GatedConv2D({ ...args, headGrid: 0 })).toThrow("'headGrid' must be a whole number of at least 1");
    expect(() => new GatedConv2D({ ...args, dataFormat: 'channelsFirst' })).toThrow(
      "'dataFormat' must be channelsLast",
    );
    expect(() => new GatedConv2D({ ...args, headGrid: 2 }).apply(input({ shape: [null, null, 2] }))).toThrow(
      'the input must have a fixed height and width',
    );
  });
});
