import { basLoss } from '@hyperprior/bas-loss';
import { alpha, type CockpitRecord, cockpit, gradientNorm, loss, normTest, track } from '@hyperprior/cockpit-alpha';
import { relaxedBernoulli } from '@hyperprior/priors';
import {
  add,
  matMul,
  mean,
  mul,
  randomNormal,
  randomUniform,
  type Scalar,
  sigmoid,
  square,
  sub,
  sum,
  type Tensor,
  tidy,
  train,
  type Variable,
  variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { GbasRegularizer } from '../../src/layers/index.ts';

const quantities = { alpha: alpha(), loss: loss(), gradientNorm: gradientNorm(), normTest: normTest() };
type Record = CockpitRecord<typeof quantities>;

const numbersOf = async (tensor: Tensor): Promise<number[]> => Array.from(await tensor.data());

/** Loss and slope along a direction, of a plain run. */
async function measured(losses: () => Scalar, weights: Variable, direction: Tensor): Promise<[number, number]> {
  const { value, grads } = variableGrads(losses, [weights]);
  const [[at], [slope]] = await Promise.all([value, sum(mul(grads[weights.name], direction))].map(numbersOf));
  return [at, slope];
}

describe('alpha of a loss of the whole batch', () => {
  it('is the parabola through the losses and slopes of two batches, by Batch-Shaping', async () => {
    const weights = tidy(() => variable(randomNormal([5, 4], 0, 1, 'float32', 1)));
    const batches = [2, 3].map((seed) => randomNormal([32, 5], 0, 1, 'float32', seed));
    const lossesOf = (x: Tensor) => (): Scalar => {
      const gates = sigmoid(matMul(x, weights));
      const shaping = basLoss(gates, relaxedBernoulli(0.3, 0.5), { axis: -1 });
      return add(mean(square(sub(sum(gates, 1), 1))), mul(shaping, 5));
    };
    const instruments = cockpit([weights], quantities);
    const optimizer = train.sgd(0.1);
    const from = weights.clone();
    await instruments.step(optimizer, lossesOf(batches[0]));
    const to = weights.clone();
    const way = sub(to, from);
    const [squares] = await numbersOf(sum(square(way)));
    const length = Math.sqrt(squares);
    const direction = mul(way, 1 / length);
    const end = await measured(lossesOf(batches[1]), weights, direction);
    const { values, problems } = await instruments.step(optimizer, lossesOf(batches[1]));
    weights.assign(from);
    const start = await measured(lossesOf(batches[0]), weights, direction);
    const observed = values.alpha?.observed;
    expect(observed?.losses).toEqual([expect.closeTo(start[0], 4), expect.closeTo(end[0], 4)]);
    expect(observed?.slopes).toEqual([expect.closeTo(start[1], 4), expect.closeTo(end[1], 4)]);
    expect([observed?.lossVariances, observed?.slopeVariances].flat()).toEqual([0, 0, 0, 0]);
    expect(values.alpha?.alpha).toBeTypeOf('number');
    expect(Object.keys(problems)).toEqual(['normTest']);
    instruments.dispose();
  });

  it('is measured in the training of a model with a GbasRegularizer', async () => {
    const gate = layers.dense({
      units: 4,
      activation: 'sigmoid',
      inputShape: [5],
      kernelInitializer: initializers.glorotNormal({ seed: 1 }),
    });
    const regularizer = new GbasRegularizer({ family: 'relaxed-bernoulli', target: 0.3, fixed: { temperature: 0.5 } });
    const model = sequential({ layers: [gate, regularizer, layers.dense({ units: 1 })] });
    const records: Record[] = [];
    const optimizer = track(train.sgd(0.01), quantities, { onRecord: (record) => records.push(record) });
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const [x, y] = [randomNormal([32, 5], 0, 1, 'float32', 1), randomUniform([32, 1], 0, 1, 'float32', 2)];
    await model.fit(x, y, { epochs: 3, batchSize: 32, verbose: 0, callbacks: optimizer.callback });
    expect(records.map(({ values }) => values.alpha?.since)).toEqual([undefined, 0, 1]);
    for (const { step, values, problems } of records.slice(1)) {
      expect(values.alpha?.alpha).toBeTypeOf('number');
      expect(values.alpha?.observed.losses).toEqual([records[step - 1].values.loss, values.loss]);
      expect(problems.alpha).toBeUndefined();
    }
  });
});
