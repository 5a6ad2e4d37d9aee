import { basLoss } from '@hyperprior/bas-loss';
import { relaxedBernoulli } from '@hyperprior/priors';
import { expectTensorClose } from '@hyperprior/vitest';
import { mul, randomNormal, sigmoid } from '@tensorflow/tfjs-core';
import { describe, test } from 'vitest';
import { gates } from '../../src/gates/experiment.ts';
import { penaltyOf } from '../../src/gates/penalty.ts';

const settings = gates.check({ target: 0.3, temperature: 0.5, weights: { l1: 2, mean: 3, bas: 4 } });
const logits = () => randomNormal([50, 3], 0, 2, 'float32', 1);

/** σ of the logits, gate by gate, in float64. */
async function probabilities(): Promise<number[][]> {
  const values = await logits().data();
  return [0, 1, 2].map((gate) => Array.from({ length: 50 }, (_, i) => 1 / (1 + Math.exp(-values[3 * i + gate]))));
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('penalties', () => {
  test('plain gates have none', () => expectTensorClose(penaltyOf('plain', settings)(logits()), [0], {}));

  test('L1 is the weighted mean probability', async () => {
    const expected = 2 * mean((await probabilities()).flat());
    await expectTensorClose(penaltyOf('l1', settings)(logits()), [expected], { rel: 1e-5 });
  });

  test("each gate's mean is held to the target", async () => {
    const expected = 3 * mean((await probabilities()).map((gate) => (mean(gate) - 0.3) ** 2));
    await expectTensorClose(penaltyOf('mean', settings)(logits()), [expected], { rel: 1e-4 });
  });

  test('Batch-Shaping on the logits is that of the Relaxed Bernoulli prior on the probabilities', async () => {
    const expected = mul(4, basLoss(sigmoid(logits()), relaxedBernoulli(0.3, 0.5), { axis: 1 }));
    await expectTensorClose(penaltyOf('bas', settings)(logits()), await expected.data(), { rel: 1e-4 });
  });
});
