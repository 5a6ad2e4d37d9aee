import { add, clone, div, keep, mul, square, sum, type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { Case } from './case.ts';
import type { Point } from './problem.ts';

/** The gradients of a scalar function by each tensor: ours, or TF.js's own. */
export type Grads = (f: (...xs: Tensor[]) => Tensor, xs: Tensor[]) => Tensor[];

/** What is asked of an operation, and comes in the order of its derivatives. */
export const orders = ['value', 'first', 'second', 'third'] as const;
export type Order = (typeof orders)[number];

/** A sum of inner products. */
const dot = (as: Tensor[], bs: Tensor[]): Tensor =>
  as.map((a, i) => sum(mul(a, bs[i]))).reduce((total, term) => add(total, term));

/** The tensors of one problem. */
export const tensorsOf = ({ inputs }: Case, values: readonly number[][]): Tensor[] =>
  inputs.map(({ shape }, i) => tensor(values[i], [...shape]));

/** `Σ w (y + y²/2 + y³/6)`. */
export function lossOf(y: Tensor, weights: readonly number[]): Tensor {
  const squared = square(y);
  const curved = add(add(y, div(squared, 2)), div(mul(squared, y), 6));
  return sum(mul(tensor([...weights], y.shape), curved));
}

/**
 * The value and the derivatives up to the order asked for, each one more gradient around the last. The caller disposes
 * them.
 */
export function differentiate(example: Case, problem: Point, grads: Grads, order: Order): Record<Order, Tensor[]> {
  const found: Record<Order, Tensor[]> = { value: [], first: [], second: [], third: [] };
  // Out of reach of the scopes in which they are made.
  const note = (at: Order, tensors: readonly Tensor[]) => {
    found[at] = tensors.map((each) => keep(clone(each)));
  };
  try {
    tidy(() => derive(example, problem, grads, order, note));
  } catch (error) {
    for (const each of Object.values(found).flat()) each.dispose();
    throw error;
  }
  return found;
}

type Note = (at: Order, tensors: readonly Tensor[]) => void;

function derive(example: Case, problem: Point, grads: Grads, order: Order, note: Note): void {
  const xs = tensorsOf(example, problem.xs);
  const [v, u] = [tensorsOf(example, problem.v), tensorsOf(example, problem.u)];
  const loss = (...at: Tensor[]) => {
    const y = example.f(...at);
    note('value', [y]);
    return lossOf(y, problem.weights);
  };
  const noted = (at: Order, gradients: Tensor[]) => {
    note(at, gradients);
    return gradients;
  };
  const slope = (...at: Tensor[]) => dot(noted('first', grads(loss, at)), v);
  const curvature = (...at: Tensor[]) => dot(noted('second', grads(slope, at)), u);
  if (order === 'value') loss(...xs);
  if (order === 'first') slope(...xs);
  if (order === 'second') curvature(...xs);
  if (order === 'third') noted('third', grads(curvature, xs));
}

/** The values of tensors one after the other, which are then disposed. */
export async function readAll(tensors: readonly Tensor[]): Promise<number[]> {
  const values = await Promise.all(tensors.map((each) => each.data()));
  for (const each of tensors) each.dispose();
  return values.flatMap((list) => [...list]);
}
