import { expectTensorClose } from '@hyperprior/vitest';
import {
  addN,
  concat,
  matMul,
  mul,
  reshape,
  sqrt,
  square,
  stack,
  sum,
  type Tensor,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs-core';
import { type PerSample, perSample } from '../../src/index.ts';
import { randomTensor } from '../random.ts';

/** The losses of `count` samples from `from` on. */
export type Losses = (from: number, count: number) => Tensor;

const near = { rel: 1e-4, abs: 5e-5 };

/** Every quantity of perSample against a loop over the samples, each differentiated by itself; returns the ways taken. */
export async function expectAsLoop(losses: Losses, variables: Variable[], batch: number): Promise<PerSample['ways']> {
  const measured = perSample(() => losses(0, batch), variables);
  const each = loop(losses, variables, batch);
  const directions = variables.map(({ shape }, i) => randomTensor(shape, 10 + i));
  const projections = addN(each.map((g, i) => sum(reshape(mul(g, directions[i]), [batch, -1]), 1)));
  const rows = concat(
    each.map((g) => reshape(g, [batch, -1])),
    1,
  );
  await close(measured.losses, losses(0, batch));
  await close(measured.project(directions), projections);
  await close(measured.norms(), sqrt(sum(square(rows), 1)));
  await close(measured.gram(), matMul(rows, rows, false, true));
  for (const [i, gradients] of measured.gradients().entries()) await close(gradients, each[i]);
  for (const [i, squares] of measured.squaredSum().entries()) await close(squares, sum(square(each[i]), 0));
  const totals = measured.total();
  for (const [i, total] of totals.entries()) await close(total, sum(each[i], 0));
  // Σ_i dᵀg_i = dᵀg
  await close(sum(measured.project(directions)), addN(totals.map((total, i) => sum(mul(total, directions[i])))));
  measured.dispose();
  return measured.ways;
}

const close = async (actual: Tensor, expected: Tensor) => expectTensorClose(actual, await expected.data(), near);

function loop(losses: Losses, variables: Variable[], batch: number): Tensor[] {
  const samples = Array.from({ length: batch }, (_, i) => variableGrads(() => sum(losses(i, 1)), variables).grads);
  return variables.map(({ name }) => stack(samples.map((gradients) => gradients[name])));
}
