import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { clone, slice } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { deviceTable } from '../../src/classification/device-table.ts';
import { measure } from '../../src/classification/measure.ts';
import { finalResult } from '../../src/gates/final-result.ts';
import type { GatedNetwork } from '../../src/gates/network.ts';

const shape = { inputs: 3, hidden: 6, groups: 3, headUnits: 2, classes: 3 };

/** Its gates' logits are the features, and its answer is the gate that is open. */
const transparent: GatedNetwork = {
  shape,
  gates: 3,
  classes: 3,
  variables: [],
  gateLogits: (x) => slice(x, [0, 0], [x.shape[0], 3]),
  classify: (_, gates) => clone(gates),
  dispose: () => {},
};

/** 40 samples: gate 0 opens for 2 of them (5 %), gate 1 for 38 (95 %), gate 2 for 1. */
function table() {
  const features = new Float32Array(3 * 40).fill(-1);
  const open = (row: number, gate: number) => {
    features[3 * row + gate] = 2;
  };
  for (const row of [0, 1]) open(row, 0);
  for (let row = 2; row < 40; row++) open(row, 1);
  open(39, 2);
  const labels = Int32Array.from({ length: 40 }, (_, row) => (row < 2 ? 0 : 1));
  return deviceTable({ features, labels, count: 40, featureCount: 3, classNames: ['a', 'b', 'c'] });
}

describe('measure', () => {
  test('counts what is open, and calls a gate conditional from 5 to 95 %', async () => {
    const data = table();
    const measured = await measure(transparent, data);
    expectClose(measured.openShares, [2 / 40, 38 / 40, 1 / 40], { abs: 1e-6 });
    expect(measured.openShare).toBeCloseTo(41 / 120, 6);
    expect(measured.conditionalShare).toBeCloseTo(2 / 3, 6);
    expect(measured.accuracy).toBe(1);
    expect(measured.probabilities).toHaveLength(120);
    expect(Math.max(...measured.probabilities)).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    data.dispose();
  });

  test('shuffling the gates costs a network that reads its answer off them', async () => {
    const data = table();
    const { result, predictions, openShares } = await finalResult(transparent, data, 1);
    expect(result.accuracy).toBe(1);
    expect(Array.from(predictions.subarray(0, 3))).toEqual([0, 0, 1]);
    expectClose(openShares.subarray(38), [1 / 3, 2 / 3], { abs: 1e-6 });
    // Both zeros go elsewhere, and two samples of the other class get them.
    expect([1 - 4 / 40, 1 - 2 / 40]).toContainEqual(expect.closeTo(result.shuffledAccuracy, 6));
    const classifier = 3 * 6 + 6 * 3;
    expect(result.multiplicationsSaved).toBeCloseTo(1 - 41 / 120 - (3 * 2 + 2 * 3) / classifier, 6);
    data.dispose();
  });

  test('leaves no tensor behind', async () => {
    const data = table();
    await expectNoLeak(() => finalResult(transparent, data, 1));
    data.dispose();
  });
});
