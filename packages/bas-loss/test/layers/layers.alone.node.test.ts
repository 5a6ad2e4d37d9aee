import { beta, logitRelaxedBernoulli, mixture, normal, uniform } from '@hyperprior/priors';
import { memory, ones, randomUniform, type Tensor, tidy, train, zeros } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { basLoss } from '../../src/index.ts';
import { BasRegularizer, GatedDense, measureGates, registerBasLayers } from '../../src/layers/index.ts';
import { expectSamePredictions, fit, savedAndLoaded } from './models.ts';

beforeAll(registerBasLayers);

const batch = (features = 4) => randomUniform([32, features], -2, 2, 'float32', 3);
const number = async (value: Tensor) => (await value.data())[0];

describe('BasRegularizer', () => {
  const withLoss = (weight: number) => {
    const model = sequential({
      layers: [new BasRegularizer({ prior: beta(2, 6), weight, inputShape: [4] }), layers.dense({ units: 1 })],
    });
    model.compile({ optimizer: train.sgd(0), loss: 'meanSquaredError' });
    return model;
  };

  it('adds the loss of every feature to the model in each batch, in training alone', async () => {
    const x = randomUniform([32, 4], 0.1, 0.9, 'float32', 3);
    const model = withLoss(3);
    const y = zeros([32, 1]);
    const plain = await number(model.evaluate(x, y) as Tensor);
    const { history } = await model.fit(x, y, { epochs: 3, batchSize: 32, verbose: 0 });
    const expected = plain + 3 * (await number(basLoss(x, beta(2, 6), { axis: 1 })));
    for (const loss of history.loss) expect(Number(loss)).toBeCloseTo(expected, 5);
  });

  it('leaves no tensor behind', async () => {
    const model = withLoss(3);
    const [x, y] = [batch(), zeros([32, 1])];
    await fit(model, x, y);
    const before = memory().numTensors;
    await fit(model, x, y);
    expect(memory().numTensors).toBe(before);
  });

  it('has the options of basLoss, and is saved and loaded', async () => {
    const model = sequential({
      layers: [
        layers.dense({ units: 3, inputShape: [4] }),
        new BasRegularizer({ prior: normal(0, 1), axis: null, ties: 'max', distance: 'wasserstein-2', weight: 2 }),
      ],
    });
    const again = await savedAndLoaded(model);
    expect(again.layers[1]).toBeInstanceOf(BasRegularizer);
    expect(again.layers[1].getConfig()).toEqual(model.layers[1].getConfig());
    expect(again.layers[1].getConfig()).toMatchObject({
      prior: { family: 'normal', parameters: [0, 1] },
      axis: null,
      ties: 'max',
      distance: 'wasserstein-2',
      weight: 2,
    });
    await expectSamePredictions(model, again, batch());
  });

  it('refuses invalid options when it is made, and a prior that cannot be saved when it is saved', () => {
    const prior = uniform(0, 1);
    expect(() => new BasRegularizer({ prior, weight: -1 })).toThrow("'weight' must be a finite number of at least 0");
    expect(() => new BasRegularizer({ prior, ties: 'min' as never })).toThrow("'ties' must be one of ordinal, max");
    expect(() => new BasRegularizer({ prior: { family: 'gauss', parameters: [] } })).toThrow(
      "BasRegularizer: 'family' must be one of bernoulli, beta,",
    );
    expect(() => new BasRegularizer({ prior: { family: 'beta', parameters: [1] } })).toThrow('must have 2 parameters');
    const layer = new BasRegularizer({ prior: mixture([prior], [1]) });
    expect(() => layer.getConfig()).toThrow('BasRegularizer: the prior must be one of bernoulli, beta,');
  });
});

describe('GatedDense', () => {
  const gated = (more = {}) =>
    new GatedDense({ units: 6, gates: 3, headUnits: 4, activation: 'relu', seed: 5, inputShape: [4], ...more });

  it('multiplies the units of each group by a hard gate at test time', async () => {
    const layer = gated();
    const plain = layers.dense({ units: 6, activation: 'relu', inputShape: [4] });
    const x = batch();
    const output = layer.apply(x) as Tensor;
    plain.build([null, 4]);
    plain.setWeights(layer.getWeights().slice(0, 2));
    const [values, units, logits] = await Promise.all(
      [output, plain.apply(x) as Tensor, layer.gateLogits(x)].map((each) => each.data()),
    );
    const expected = units.map((unit, i) => (logits[3 * Math.floor(i / 6) + Math.floor((i % 6) / 2)] > 0 ? unit : 0));
    values.forEach((value, i) => void expect(value).toBeCloseTo(expected[i], 5));
    expect(logits.some((logit) => logit > 0) && logits.some((logit) => logit < 0)).toBe(true);
  });

  it('trains in a sequential model, with the loss of its noise-free logits, and brings gates to the target', async () => {
    const layer = gated({ target: 0.3, weight: 10 });
    const model = sequential({ layers: [layer, layers.dense({ units: 1 })] });
    model.compile({ optimizer: train.adam(0.02), loss: 'meanSquaredError' });
    const [x, y] = [batch(), zeros([32, 1])];
    const gateLoss = () => tidy(() => basLoss(layer.gateLogits(x), logitRelaxedBernoulli(0.3, 0.5), { axis: 1 }));
    const before = await number(gateLoss());
    await fit(model, x, y, 40);
    expect(await number(gateLoss())).toBeLessThan(before / 2);
    const {
      openShare,
      layers: [use],
    } = await measureGates(model, x);
    expect(openShare).toBeCloseTo(0.3, 1);
    expect(use).toMatchObject({ name: layer.name, conditionalShare: 1 });
    const tensors = memory().numTensors;
    await fit(model, x, y);
    await measureGates(model, x, { batchSize: 5 });
    expect(memory().numTensors).toBe(tensors);
  });

  it('has the same noise for the same seed', async () => {
    const [first, second, other] = await Promise.all(
      [5, 5, 6].map((seed) => {
        const layer = gated({ seed, activation: 'linear' });
        layer.build([null, 4]);
        // Only the bias of the units is left: an output is the gate itself.
        layer.setWeights(layer.getWeights().map((weight, i) => (i === 1 ? ones : zeros)(weight.shape)));
        return (layer.apply(batch(), { training: true }) as Tensor).data();
      }),
    );
    expect(new Set(first)).toEqual(new Set([0, 1]));
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('refuses invalid arguments when it is made', () => {
    expect(() => gated({ gates: 4 })).toThrow("GatedDense: 'gates' must divide the 6 units, but got 4");
    expect(() => gated({ headUnits: 0 })).toThrow("GatedDense: 'headUnits' must be a whole number of at least 1");
    expect(() => gated({ target: 1 })).toThrow("'mean' must be a number strictly between 0 and 1, but got 1");
    expect(() => gated({ target: 0.4, prior: normal(0, 1) })).toThrow("'prior' replaces 'target' and 'temperature'");
    expect(() => gated({ seed: -1 })).toThrow("'seed' must be a whole number of at least 0");
    expect(() => sequential({ layers: [gated({ inputShape: [3, 4] })] })).toThrow('flatten it first');
    expect(() => gated().gateLogits(batch())).toThrow('build the layer');
  });
});

it('measureGates refuses a model without gates', async () => {
  const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [4] })] });
  await expect(measureGates(model, batch())).rejects.toThrow('the model has no gated layer');
});
