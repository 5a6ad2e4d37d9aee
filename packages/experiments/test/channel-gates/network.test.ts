import { expectClose, expectNoLeak, expectTensorClose } from '@hyperprior/vitest';
import { concat, ones, randomUniform, slice, tensor, tensor2d, tidy, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { multiplicationsShare, ungatedMultiplications } from '../../src/channel-gates/multiplications.ts';
import { channelNetwork } from '../../src/channel-gates/network.ts';
import { skippingClassifier } from '../../src/channel-gates/skipping.ts';
import { images } from '../support/bars.ts';
import { spareSoftwareGpu } from '../support/software-gpu.ts';

spareSoftwareGpu();

const shape = { side: 8, channels: [3, 4, 5], headUnits: 6, classes: 2 };
const inputs = () => tensor2d(images.test.features, [40, 64]);

describe('a channel network', () => {
  test('is the whole network where all gates are open', async () => {
    const network = channelNetwork(shape, 1);
    const x = inputs();
    const open = network.classify(x, ones([40, 9]));
    await expectTensorClose(open, await network.classifyWhole(x).data(), { rel: 1e-5, abs: 1e-6 });
    network.dispose();
  });

  test('answers by its last bias where a layer is closed', async () => {
    const network = channelNetwork(shape, 1);
    network.output.bias.assign(tensor([0.25, -1]));
    const x = slice(inputs(), [0, 0], [3, 64]);
    await expectTensorClose(
      network.classify(x, concat([ones([3, 4]), zeros([3, 5])], 1)),
      [0.25, -1, 0.25, -1, 0.25, -1],
      {
        abs: 1e-6,
      },
    );
    network.dispose();
  });

  test('is the same from the same seed, and another from another', async () => {
    const values = async (seed: number) => {
      const network = channelNetwork(shape, seed);
      const result = await tidy(() => network.classifyWhole(inputs())).data();
      network.dispose();
      return result;
    };
    expect(await values(1)).toEqual(await values(1));
    expect(await values(1)).not.toEqual(await values(2));
  });
});

describe('skipping closed channels', () => {
  test('gives the class that the gates, multiplied, give', async () => {
    const network = channelNetwork(shape, 5);
    // Gates that differ from sample to sample, around a half open.
    const bias = network.variables[network.variables.length - 1];
    bias.assign(zeros(bias.shape));
    const x = inputs();
    const logits = await network.gateLogits(x).data();
    expect(new Set(logits.map((value) => Number(value > 0)))).toEqual(new Set([0, 1]));
    const gates = tensor2d(
      logits.map((value) => Number(value > 0)),
      [40, 9],
    );
    const scores = await network.classify(x, gates).data();
    const skipping = await skippingClassifier(network);
    for (let i = 0; i < 12; i++)
      expect(await skipping(images.test.features.slice(64 * i, 64 * i + 64))).toBe(
        Number(scores[2 * i + 1] > scores[2 * i]),
      );
    network.dispose();
  });

  test('answers by the last bias where a layer is closed, and leaves nothing behind', async () => {
    const network = channelNetwork(shape, 5);
    const [kernel, bias] = network.variables.slice(-2);
    kernel.assign(zeros(kernel.shape));
    bias.assign(tensor([-1, -1, -1, -1, 1, 1, 1, 1, 1]));
    network.output.bias.assign(tensor([0, 1]));
    const skipping = await skippingClassifier(network);
    await expectNoLeak(async () => expect(await skipping(images.test.features.slice(0, 64))).toBe(1));
    network.dispose();
  });
});

describe('an inner layer that is closed', () => {
  test('leaves the next one its biases, as the network has it', async () => {
    const network = channelNetwork(shape, 5);
    const [kernel, bias] = network.variables.slice(-2);
    kernel.assign(zeros(kernel.shape));
    bias.assign(tensor([-1, -1, -1, -1, 1, 1, -1, 1, 1]));
    for (const { bias: own } of [...network.convolutions, network.output])
      own.assign(randomUniform(own.shape, -1, 1, 'float32', own.size));
    const gates = tensor2d([0, 0, 0, 0, 1, 1, 0, 1, 1], [1, 9]);
    const scores = await network.classify(slice(inputs(), [0, 0], [1, 64]), gates).data();
    const skipping = await skippingClassifier(network);
    expect(await skipping(images.test.features.slice(0, 64))).toBe(Number(scores[1] > scores[0]));
    network.dispose();
  });
});

describe('multiplications', () => {
  // 8 × 8 halves to 4 × 4 and to 2 × 2, where the third convolution stays.
  const whole = 16 * 25 * 3 + 4 * 9 * 3 * 4 + 4 * 9 * 4 * 5 + 4 * 5 * 2;
  const head = 16 * 6 + 6 * 9;

  test('of the whole network', () => expect(ungatedMultiplications(shape)).toBe(whole));

  test('of a sample count what is open, and the head', () => {
    const logits = Float32Array.of(1, -1, -1, 2, -3, -1, 0, 1, -1);
    const open = 16 * 25 * 3 + 4 * 9 * 3 * 2 + 4 * 9 * 2 * 1 + 4 * 1 * 2;
    expectClose([multiplicationsShare(shape, logits)], [(open + head) / whole], { rel: 1e-12 });
  });

  test('are averaged over samples', () => {
    const logits = Float32Array.from({ length: 18 }, (_, i) => (i < 9 ? 1 : -1));
    const closed = 16 * 25 * 3;
    expectClose([multiplicationsShare(shape, logits)], [(whole + closed + 2 * head) / (2 * whole)], { rel: 1e-12 });
  });
});
