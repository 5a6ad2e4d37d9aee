import { expectNoLeak } from '@hyperprior/vitest';
import {
  add,
  div,
  logSumExp,
  matMul,
  mean,
  memory,
  mul,
  oneHot,
  profile,
  slice,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor2d,
  tidy,
  variable,
} from '@tensorflow/tfjs-core';
import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import { afterAll, describe, expect, it } from 'vitest';
import { installGradients, perSample } from '../../src/index.ts';
import { randomTensor } from '../random.ts';
import { expectAsLoop, type Losses } from './against-loop.ts';

const installed = installGradients();
afterAll(() => installed.uninstall());

const batch = 4;
const labels = oneHot([0, 2, 1, 1], 3);

/** Cross entropy of the model's logits. */
const crossEntropy =
  (model: LayersModel, x: Tensor): Losses =>
  (from, count) => {
    const logits = model.apply(slice(x, from, count), { training: true }) as Tensor;
    return sub(logSumExp(logits, 1), sum(mul(logits, slice(labels, from, count)), 1));
  };

const weightsOf = (model: LayersModel) =>
  model.trainableWeights.map((weight) => weight.read() as ReturnType<typeof variable>);

const models: [string, () => LayersModel, number[]][] = [
  [
    'dense layers',
    () =>
      sequential({
        layers: [
          layers.dense({ inputShape: [7], units: 6, activation: 'relu' }),
          layers.dense({ units: 5, activation: 'tanh' }),
          layers.dense({ units: 3 }),
        ],
      }),
    [7],
  ],
  [
    'a convolutional network',
    () =>
      sequential({
        layers: [
          layers.conv2d({ inputShape: [8, 8, 1], filters: 3, kernelSize: 3, activation: 'relu', padding: 'same' }),
          layers.maxPooling2d({ poolSize: 2 }),
          layers.depthwiseConv2d({ kernelSize: 2 }),
          layers.flatten(),
          layers.dense({ units: 3 }),
        ],
      }),
    [8, 8, 1],
  ],
  [
    'a recurrent network on an embedding',
    () =>
      sequential({
        layers: [
          layers.embedding({ inputDim: 5, outputDim: 3, inputLength: 4 }),
          layers.simpleRNN({ units: 4, recurrentInitializer: 'glorotUniform' }),
          layers.dense({ units: 3 }),
        ],
      }),
    [4],
  ],
  [
    'an LSTM',
    () =>
      sequential({
        layers: [
          layers.lstm({ inputShape: [3, 2], units: 2, recurrentInitializer: 'glorotUniform' }),
          layers.dense({ units: 3 }),
        ],
      }),
    [3, 2],
  ],
  [
    'dense layers at each time',
    () =>
      sequential({
        layers: [
          layers.dense({ inputShape: [3, 2], units: 4, activation: 'tanh' }),
          layers.timeDistributed({ layer: layers.dense({ units: 2 }) }),
          layers.flatten(),
          layers.dense({ units: 3 }),
        ],
      }),
    [3, 2],
  ],
  [
    'a GRU',
    () =>
      sequential({
        layers: [
          layers.gru({ inputShape: [3, 2], units: 2, recurrentInitializer: 'glorotUniform' }),
          layers.dense({ units: 3 }),
        ],
      }),
    [3, 2],
  ],
  [
    'a convolutional LSTM',
    () =>
      sequential({
        layers: [
          layers.convLstm2d({
            inputShape: [2, 4, 4, 1],
            filters: 2,
            kernelSize: 2,
            recurrentInitializer: 'glorotUniform',
          }),
          layers.flatten(),
          layers.dense({ units: 3 }),
        ],
      }),
    [2, 4, 4, 1],
  ],
  [
    'layer normalisation',
    () =>
      sequential({
        layers: [layers.dense({ inputShape: [5], units: 4 }), layers.layerNormalization(), layers.dense({ units: 3 })],
      }),
    [5],
  ],
];

describe('perSample of an unmodified layers model', () => {
  it.each(models)('%s', async (_name, make, shape) => {
    const model = make();
    const x =
      shape.length === 1 && shape[0] === 4
        ? tensor2d([
            [0, 1, 4, 3],
            [2, 2, 1, 0],
            [3, 0, 0, 4],
            [1, 1, 1, 2],
          ])
        : randomTensor([batch, ...shape], 1);
    const ways = await expectAsLoop(crossEntropy(model, x), weightsOf(model), batch);
    expect(ways.map(({ way }) => way)).not.toContain('derivative');
    model.dispose();
  });

  it('refuses batch normalisation in training, takes it in inference', async () => {
    const model = sequential({
      layers: [layers.dense({ inputShape: [5], units: 4 }), layers.batchNormalization(), layers.dense({ units: 3 })],
    });
    const x = randomTensor([batch, 5], 2);
    await expectNoLeak(() =>
      expect(() => perSample(() => crossEntropy(model, x)(0, batch), weightsOf(model))).toThrow(
        'mixes the samples of the batch',
      ),
    );
    const inference: Losses = (from, count) => {
      const logits = model.apply(slice(x, from, count), { training: false }) as Tensor;
      return sub(logSumExp(logits, 1), sum(mul(logits, slice(labels, from, count)), 1));
    };
    const ways = await expectAsLoop(inference, weightsOf(model), batch);
    expect(ways.map(({ way }) => way)).not.toContain('derivative');
  });
});

describe('perSample refuses', () => {
  const w = variable(randomTensor([5, 3], 3), true, 'kernel');
  const idle = variable(randomTensor([2], 4), true, 'idle');
  const x = randomTensor([batch, 5], 5);
  const losses = () => sum(square(matMul(x as never, w as never)), 1);

  it.each([
    ['a scalar loss', () => perSample(() => mean(losses()), [w]), 'do not average over the batch'],
    ['losses by class', () => perSample(() => matMul(x as never, w as never), [w]), 'shape [4, 3]'],
    ['an unused variable', () => perSample(losses, [w, idle]), "do not use the variable 'idle' of shape [2]"],
    ['a tensor', () => perSample(losses, [x as never]), "'variables[0]' must be a variable"],
    ['no variables', () => perSample(losses, []), "'variables' must be a list"],
    ['a variable twice', () => perSample(losses, [w, w]), 'must each stand once'],
    [
      'losses that are compared with their mean',
      () =>
        perSample(() => {
          const l = losses();
          return square(sub(l, mean(l)));
        }, [w]),
      'mixes the samples',
    ],
    [
      'hand-made batch normalisation',
      () =>
        perSample(() => {
          const h = matMul(x as never, w as never) as Tensor;
          return sum(square(add(div(sub(h, mean(h, 0)), sqrt(add(mean(square(sub(h, mean(h, 0))), 0), 1e-3))), 1)), 1);
        }, [w]),
      'mixes the samples',
    ],
    [
      'a direction of another shape',
      () => tidy(() => perSample(losses, [w]).project([idle])),
      "'directions[0]' must have the shape of 'variables[0]', [5, 3], but has [2]",
    ],
    [
      'a failing loss',
      () =>
        perSample(() => {
          losses();
          throw new Error('in the loss');
        }, [w]),
      'in the loss',
    ],
  ])('%s, and leaves nothing behind', async (_name, run, message) => {
    await expectNoLeak(() => {
      expect(run).toThrow(message);
    });
  });

  it('and a direction too few', () => {
    tidy(() => {
      expect(() => perSample(losses, [w]).project([])).toThrow("'directions' must hold at least one tensor");
    });
  });
});

describe('perSample leaves nothing behind', () => {
  const w = variable(randomTensor([5, 3], 3));
  const x = randomTensor([batch, 5], 5);
  const use = () => {
    const measured = perSample(() => sum(square(matMul(x as never, w as never)), 1), [w]);
    return {
      measured,
      made: [
        measured.project([w]),
        measured.norms(),
        measured.gram(),
        ...measured.squaredSum(),
        ...measured.gradients(),
        ...measured.total(),
      ],
    };
  };

  it('in a tidy', () =>
    expectNoLeak(() => {
      tidy(() => {
        use();
      });
    }));
  it('after dispose', () =>
    expectNoLeak(() => {
      const { measured, made } = use();
      for (const tensor of made) tensor.dispose();
      measured.dispose();
    }));
});

describe('perSample’s memory', () => {
  it('does not grow with batch × parameters', async () => {
    const [many, width] = [64, 256];
    const w = variable(randomTensor([width, width], 6, 0.05));
    const x = randomTensor([many, width], 7);
    const allGradients = many * w.size * 4;
    const { peakBytes } = await profile(() =>
      tidy(() => {
        const measured = perSample(() => sum(square(matMul(x as never, w as never)), 1), [w]);
        measured.project([w]);
        measured.norms();
        measured.squaredSum();
        measured.gram();
      }),
    );
    expect(peakBytes - memory().numBytes).toBeLessThan(allGradients / 8);
  });
});
