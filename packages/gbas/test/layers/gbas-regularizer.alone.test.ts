import { runsOnHost } from '@hyperprior/backends/kernels';
import { basLoss } from '@hyperprior/bas-loss';
import { beta, relaxedBernoulli } from '@hyperprior/priors';
import { io, memory, randomUniform, type Tensor, tensor1d, tidy, train, zeros } from '@tensorflow/tfjs-core';
import { initializers, layers, loadLayersModel, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { GbasRegularizer, type GbasRegularizerArgs, registerGbasLayers } from '../../src/layers/index.ts';

beforeAll(registerGbasLayers);

const units = 6;
const args: GbasRegularizerArgs = {
  family: relaxedBernoulli,
  target: 0.3,
  bounds: { temperature: [0.1, 1] },
  penalty: { temperature: { l1: 0.1 } },
};

function modelWith(more: GbasRegularizerArgs): Sequential {
  const gate = layers.dense({
    units,
    activation: 'sigmoid',
    inputShape: [4],
    kernelInitializer: initializers.glorotNormal({ seed: 1 }),
  });
  const model = sequential({ layers: [gate, new GbasRegularizer(more), layers.dense({ units: 1 })] });
  model.compile({ optimizer: train.adam(0.02), loss: 'meanSquaredError' });
  return model;
}

const fit = async (model: Sequential, x: Tensor, y: Tensor, epochs: number) => {
  const { history } = await model.fit(x, y, { epochs, batchSize: 64, verbose: 0, shuffle: false });
  return history.loss.map(Number);
};

describe('GbasRegularizer', () => {
  it("adds its loss to a model's, in training alone, and learns", async () => {
    const x = randomUniform([64, 4], -2, 2, 'float32', 3);
    const y = zeros([64, 1]);
    const model = modelWith(args);
    const gates = tidy(() => (model.layers[0].apply(x) as Tensor).clone());
    const { total } = await lossOfGates(gates);
    const [plain] = [await evaluated(model, x, y)];
    const before = memory().numTensors;
    const epochs = runsOnHost() ? 60 : 8;
    const losses = await fit(model, x, y, epochs);
    expect(losses[0] - plain).toBeCloseTo(total, 4);
    expect(losses.at(-1)).toBeLessThan((epochs === 60 ? 0.4 : 0.9) * losses[0]);
    // Adam's two moments of each of the six weights, made at the first step.
    expect(memory().numTensors - before).toBeLessThanOrEqual(2 * 6 + 2);
    expect(model.trainableWeights.map(({ name }) => name).filter((name) => /mean|temperature/.test(name))).toHaveLength(
      2,
    );
  });

  it('is saved and loaded with the model', async () => {
    const x = randomUniform([64, 4], -2, 2, 'float32', 3);
    const model = modelWith({ ...args, initial: { temperature: new Float32Array(units).fill(0.4) } });
    await fit(model, x, zeros([64, 1]), 2);
    let saved: io.ModelArtifacts | null = null;
    await model.save(
      io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
      }),
    );
    if (!saved) throw new Error('nothing was saved');
    const again = await loadLayersModel(io.fromMemory(saved));
    expect(again.layers[1]).toBeInstanceOf(GbasRegularizer);
    const read = (of: typeof again) =>
      Promise.all(of.getWeights().map(async (weight) => Array.from(await weight.data())));
    expect(await read(again)).toEqual(await read(model));
    const outputs = [model, again].map((each) => each.predict(x) as Tensor);
    expect(Array.from(await outputs[1].data())).toEqual(Array.from(await outputs[0].data()));
  });

  it('saves how far its warm-up has come, and shows its parameters', async () => {
    const first = new GbasRegularizer({ ...args, inputShape: [units], weights: { prior: { warmUp: 10 } } });
    expect(() => first.parameters()).toThrow('there are no parameters yet');
    const model = sequential({ layers: [first] });
    model.compile({ optimizer: train.sgd(0.01), loss: 'meanSquaredError' });
    const x = randomUniform([64, units], 0.1, 0.9, 'float32', 3);
    await fit(model, x, x, 4);
    expect(first.getConfig()).toMatchObject({ step: 4, batchInputShape: [null, units] });
    const again = GbasRegularizer.fromConfig(GbasRegularizer, first.getConfig()) as GbasRegularizer;
    expect(again.getConfig()).toEqual(first.getConfig());
    const { mean, temperature } = first.parameters();
    expect(Object.keys(first.parameters())).toEqual(['mean', 'temperature']);
    for (const value of [...(await mean.data()), ...(await temperature.data())]) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(1);
    }
  });

  it('trains on after a call in training mode outside of fit', async () => {
    const x = randomUniform([64, 4], -2, 2, 'float32', 3);
    const y = zeros([64, 1]);
    const model = modelWith(args);
    await fit(model, x, y, 1);
    tidy(() => void model.apply(x, { training: true }));
    expect(Number.isFinite((await fit(model, x, y, 1))[0])).toBe(true);
  });

  it('refuses an unknown family or option', () => {
    expect(() => new GbasRegularizer({ family: 'gauss' })).toThrow(
      "'family' must be one of bernoulli, beta, binomial, kumaraswamy",
    );
    expect(() => new GbasRegularizer({ ...args, target: 3 })).toThrow(
      "'target' must be a number strictly between 0 and 1, but got 3",
    );
    expect(() => new GbasRegularizer({ ...args, initial: { mean: [0.5, 1] } })).toThrow("'initial.mean' must be");
    expect(() => new GbasRegularizer({ ...args, initial: { mean: [0.5, 0.5], temperature: [0.3] } })).toThrow(
      "'initial.temperature' must be a number or 2 values",
    );
    expect(() => new GbasRegularizer({ ...args, step: -1 })).toThrow("'step' must be a whole number of at least 0");
    const misspelt: Record<string, unknown> = { a: beta(3, 7) };
    expect(() => new GbasRegularizer({ family: relaxedBernoulli, hyperprior: misspelt as never })).toThrow(
      'no such parameter',
    );
  });
});

/** Expected loss of the layer for these gates. */
async function lossOfGates(gates: Tensor): Promise<{ total: number }> {
  const sum = tidy(() => basLoss(gates, relaxedBernoulli(0.3, 0.55), { axis: 1 }));
  const hyper = tidy(() => basLoss(tensor1d(new Array(units).fill(0.3)), beta(3, 7)));
  return { total: (await sum.data())[0] + (await hyper.data())[0] + 0.1 * 0.55 };
}

async function evaluated(model: Sequential, x: Tensor, y: Tensor): Promise<number> {
  const loss = model.evaluate(x, y) as Tensor;
  return (await loss.data())[0];
}
