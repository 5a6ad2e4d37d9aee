import { reshape, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import type { KernelCall } from '../tape/watch-kernels.ts';
import { type Move, movesOf } from './moves.ts';
import type { Factors, Part } from './parts/part.ts';

/** A variable as an operation sees it: as it is, reshaped, transposed, or a part of it. */
export interface View {
  readonly variable: Variable;
  readonly shape: readonly number[];
  /** Whether it has all of the variable's values, in their order. */
  readonly isOrdered: boolean;
  /** Where it has columns of the variable's, how those of a factor [batch, rows, columns] go back; null elsewhere. */
  readonly columns: ((d: Tensor) => Tensor) | null;
  /** The view of a direction of the variable's shape. */
  of(direction: Tensor): Tensor;
  /** The gradients by the variable, [count, ...variable.shape], from those by the view, [count, ...shape]. */
  back(gradients: Tensor): Tensor;
}

export const viewOf = (variable: Variable): View => ({
  variable,
  shape: variable.shape,
  isOrdered: true,
  columns: (d) => d,
  of: (direction) => direction,
  back: (gradients) => gradients,
});

/** What a kernel's outputs are views of, where all that it does with a view is to move it; null where it does more. */
export function viewsThrough(view: View, call: KernelCall): View[] | null {
  const moves = movesOf(call, view.shape);
  if (!moves) return null;
  return moves.map((move) => ({
    variable: view.variable,
    shape: move.shape,
    isOrdered: view.isOrdered && move.isOrdered,
    columns: columnsThrough(view, move),
    of: (direction) => reshape(move.forward(view.of(direction)), [...move.shape]),
    back: (gradients) => view.back(reshape(move.backward(gradients), [gradients.shape[0], ...view.shape])),
  }));
}

function columnsThrough(view: View, move: Move): View['columns'] {
  // A product of factors is that of the variable in any shape, as long as its values stand in their order.
  if (view.isOrdered && move.isOrdered) return (d) => d;
  const [later, earlier] = [move.columns, view.columns];
  return later && earlier ? (d) => earlier(later(d)) : null;
}

/** A part by the whole variable, from the one by a view of it. */
export function partOfVariable({ project, gradients, factors }: Part, { of, back, columns }: View): Part {
  return {
    project: (direction) => project(of(direction)),
    gradients: (from, count) => back(gradients(from, count)),
    ...(factors && columns ? { factors: () => withColumns(factors(), columns) } : {}),
  };
}

const withColumns = ({ a, d }: Factors, columns: (d: Tensor) => Tensor): Factors => ({ a, d: columns(d) });
