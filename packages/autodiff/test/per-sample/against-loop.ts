import { expectClose, expectTensorClose } from '@hyperprior/vitest';
import { expandDims, matMul, sum, type Tensor, type Variable, variableGrads } from '@tensorflow/tfjs-core';
import { type PerSample, perSample } from '../../src/index.ts';
import { randomTensor } from '../random.ts';

/** The losses of `count` samples from `from` on. */
export type Losses = (from: number, count: number) => Tensor;

const near = { rel: 1e-4, abs: 5e-5 };

/**
 * Every quantity of perSample against a loop over the samples, each differentiated by itself, with the rest of the
 * arithmetic on numbers; returns the ways taken.
 */
export async function expectAsLoop(
  losses: Losses,
  variables: Variable[],
  batch: number,
  measured: PerSample = perSample(() => losses(0, batch), variables),
): Promise<PerSample['ways']> {
  const each = await loop(losses, variables, batch);
  const directions = variables.map(({ shape }, i) => randomTensor(shape, 10 + i));
  const direction = (await valuesOf(directions)).flat();
  const rows = Array.from({ length: batch }, (_, i) => each.flatMap((samples) => samples[i]));
  const close = (actual: Tensor, expected: readonly number[]) => expectTensorClose(actual, expected, near);

  await close(measured.losses, (await valuesOf([losses(0, batch)]))[0]);
  await close(
    measured.project(directions),
    rows.map((row) => inner(row, direction)),
  );
  await close(
    measured.norms(),
    rows.map((row) => Math.sqrt(inner(row, row))),
  );
  await close(
    measured.gram(),
    rows.flatMap((one) => rows.map((other) => inner(one, other))),
  );
  for (const [i, gradients] of measured.gradients().entries()) await close(gradients, each[i].flat());
  for (const [i, last] of measured.gradients(batch - 1).entries()) await close(last, each[i][batch - 1]);
  for (const [i, factors] of measured.factors().entries())
    if (factors) await close(matMul(expandDims(factors.a, 2), expandDims(factors.d, 1)), each[i].flat());
  for (const [i, squares] of measured.squaredSum().entries())
    await close(squares, total(each[i].map((values) => values.map((value) => value ** 2))));
  const totals = measured.total();
  for (const [i, gradients] of totals.entries()) await close(gradients, total(each[i]));
  // Σ_i dᵀg_i = dᵀg
  const [projections] = await valuesOf([measured.project(directions)]);
  const along = inner((await valuesOf(totals)).flat(), direction);
  expectClose([projections.reduce((all, value) => all + value)], [along], near);
  measured.dispose();
  return measured.ways;
}

/** The gradients of each variable, sample by sample. */
async function loop(losses: Losses, variables: Variable[], batch: number): Promise<number[][][]> {
  const samples = Array.from({ length: batch }, (_, i) => variableGrads(() => sum(losses(i, 1)), variables).grads);
  return Promise.all(variables.map(({ name }) => valuesOf(samples.map((gradients) => gradients[name]))));
}

const valuesOf = (tensors: readonly Tensor[]): Promise<number[][]> =>
  Promise.all(tensors.map(async (each) => [...(await each.data())]));

const inner = (a: readonly number[], b: readonly number[]) => a.reduce((all, value, i) => all + value * b[i], 0);

/** The sum of lists of one length. */
const total = (lists: readonly number[][]) => lists.reduce((one, other) => one.map((value, i) => value + other[i]));
