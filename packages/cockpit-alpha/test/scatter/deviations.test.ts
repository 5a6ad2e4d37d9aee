import { perSample } from '@hyperprior/autodiff';
import { runsOnHost } from '@hyperprior/backends/kernels';
import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import { div, matMul, mul, randomNormal, sum, type Tensor, tensor2d, tidy, variable } from '@tensorflow/tfjs-core';
import { describe, it } from 'vitest';
import { normsOf, plainNorms } from '../../src/norms/norms-of.ts';
import { centredSums, deviationsOf, ofGradients, ofProducts, plainSums } from '../../src/scatter/deviations-of.ts';

const [samples, m, n] = [6, 4, 3];

/** Factors whose products are close to their mean in some entries, far from it in others, and 0 in some. */
function factors(): { a: number[][]; d: number[][] } {
  const noise = (i: number, j: number) => Math.sin(7 * i + 3 * j);
  const a = Array.from({ length: samples }, (_, i) => [5 + 1e-4 * noise(i, 0), noise(i, 1), 0, 1e-22 * noise(i, 3)]);
  const d = Array.from({ length: samples }, (_, i) => [3 + 1e-4 * noise(i, 5), 1e21 * noise(i, 6), noise(i, 7)]);
  return { a, d };
}

function definition({ a, d }: ReturnType<typeof factors>): number[] {
  const [af, df] = [a, d].map((rows) => rows.map((row) => row.map(Math.fround)));
  return Array.from({ length: m * n }, (_, entry) => {
    const all = af.map((row, i) => row[Math.floor(entry / n)] * df[i][entry % n]);
    const mean = all.reduce((total, each) => total + each, 0) / samples;
    return Math.sqrt(all.reduce((total, each) => total + (each - mean) ** 2, 0));
  });
}

describe('deviations', () => {
  it('are those of the definition, of factors and of gradients', async () => {
    const { a, d } = factors();
    const weights = variable(randomNormal([m, n], 0, 1, 'float32', 1));
    const found = tidy(() => {
      const measured = perSample(() => sum(mul(matMul(tensor2d(a), weights), tensor2d(d)), 1), [weights]);
      const [mean] = measured.total().map((total) => div(total, samples));
      const [known] = measured.factors();
      const ways = [deviationsOf(measured, [mean])[0], ofGradients(measured, 0, mean)];
      return known && runsOnHost() ? [...ways, ofProducts(known, mean)] : ways;
    });
    // What the products are rounded by is a part of what scatters.
    const expected = definition({ a, d });
    for (const each of found) expectClose(await each.data(), expected, { rel: 2e-3, abs: 1e-30 });
    for (const each of [...found, weights]) each.dispose();
  });

  it('leave nothing behind', async () => {
    const weights = tidy(() => variable(randomNormal([m, n], 0, 1, 'float32', 1)));
    const [x, mean] = [randomNormal([samples, m], 0, 1, 'float32', 2), randomNormal([m, n], 0, 1, 'float32', 3)];
    await expectNoLeak(() => {
      const measured = perSample(() => sum(matMul(x, weights), 1), [weights]);
      const found = deviationsOf(measured, [mean]);
      measured.dispose();
      for (const each of found) each.dispose();
    });
    for (const each of [weights, x, mean]) each.dispose();
  });
});

describe.runIf(runsOnHost())('kernels', () => {
  it('are those of plain operations', async () => {
    const all: Tensor[] = [3e20, 1, 1e-25].map((scale, i) => mul(randomNormal([5, 3], 0, 1, 'float32', i + 1), scale));
    expectClose(await normsOf(all).data(), await plainNorms(all).data(), { rel: 1e-6 });
    for (const gradients of all) {
      const shift = sum(gradients, 0);
      const [found, expected] = [centredSums(gradients, shift), plainSums(gradients, shift)];
      for (const [i, each] of found.entries()) expectClose(await each.data(), await expected[i].data(), { rel: 1e-5 });
    }
  });
});
