import { selectBackend } from '@hyperprior/backends';
import { namedPrior } from '@hyperprior/experiments';
import { tensor1d, tidy, valueAndGrad } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { divergenceLoss } from '../src/worker/comparison/divergence.ts';

beforeAll(() => selectBackend({ prefer: 'cpu' }));

const cells = 64;
const centres = Array.from({ length: cells }, (_, k) => (k + 0.5) / cells);

/** Both divergences of a batch from the uniform distribution on (0, 1), straight from their definitions in float64. */
function definitions(batch: readonly number[]) {
  const weights = centres.map((c) => batch.reduce((sum, x) => sum + Math.exp(-0.5 * ((x - c) / 0.05) ** 2), 0));
  const total = weights.reduce((a, b) => a + b);
  const q = weights.map((weight) => weight / total);
  const p = 1 / cells;
  const part = (a: number, b: number) => (a > 0 ? a * Math.log(a / b) : 0);
  return {
    kernel: q.reduce((sum, each) => sum + part(p, each + 1e-8), 0),
    'jensen-shannon': q.reduce((sum, each) => sum + (part(p, (p + each) / 2) + part(each, (p + each) / 2)) / 2, 0),
  };
}

async function evaluated(divergence: 'kernel' | 'jensen-shannon', batch: readonly number[], prior = 'uniform') {
  const parameters = prior === 'uniform' ? [0, 1] : [0.9, 0.01];
  const loss = divergenceLoss(divergence, namedPrior(prior, parameters).prior);
  const { value, grad } = tidy(() => valueAndGrad(loss)(tensor1d([...batch])));
  const [[found], slopes] = await Promise.all([value.data(), grad.data()]);
  return { found, slopes: Array.from(slopes) };
}

const batches = [[0.1, 0.2, 0.35], [0.5], Array.from({ length: 64 }, (_, i) => (i + 0.5) / 64)];

describe.each(['kernel', 'jensen-shannon'] as const)('the %s divergence', (divergence) => {
  test.each(batches)('is that of its definition', async (...batch) => {
    const { found } = await evaluated(divergence, batch);
    expect(Math.abs(found - definitions(batch)[divergence])).toBeLessThan(1e-5);
  });

  test('has the slope of its values', async () => {
    const [first, ...others] = batches[0];
    const { slopes } = await evaluated(divergence, batches[0]);
    const at = (x: number) => definitions([x, ...others])[divergence];
    expect(slopes[0]).toBeCloseTo((at(first + 1e-5) - at(first - 1e-5)) / 2e-5, 3);
  });
});

test('Jensen and Shannon’s divergence is ln 2, with no slope, from a prior that the batch does not overlap', async () => {
  const { found, slopes } = await evaluated('jensen-shannon', [0.1, 0.12], 'normal');
  expect(found).toBeCloseTo(Math.LN2, 5);
  for (const slope of slopes) expect(Math.abs(slope)).toBeLessThan(1e-5);
});
