import {
  abs,
  concat,
  div,
  matMul,
  mul,
  reshape,
  sqrt,
  square,
  stack,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { sumOf } from '../sum-of.ts';
import { tidied } from '../tape/tidied.ts';
import type { Factors } from './parts/part.ts';
import type { SampleGradients } from './sample-gradients.ts';
import { balanced, rowNorms, scalesOf } from './scaled.ts';

/** What the moments of one variable's gradients are made from. */
export interface Source extends Pick<SampleGradients, 'gradients' | 'factors'> {
  readonly variable: Pick<Tensor, 'shape' | 'size'>;
}

/** So many values are made at once: memory does not grow with batch × parameters. */
const budget = 2 ** 22;

/** Σ_i g_i², of the variable's shape; (A²)ᵀ(D²) where each sample has one row. */
export function sumOfSquares(source: Source, batch: number): Tensor {
  const outer = outerFactors(source);
  if (outer) {
    const { a, d } = balanced(outer);
    return reshape(matMul(square(a), square(d), true, false), source.variable.shape);
  }
  return sumOf(inChunks(source, batch, (gradients) => sum(square(gradients), 0)));
}

/** ‖g_i‖ over all variables, of shape [batch]. */
export function normsOverAll(sources: readonly Source[], batch: number): Tensor1D {
  const norms = sources.map((source) => gradientNorms(source, batch));
  return rowNorms(flat(stack(norms, 1)));
}

/**
 * ‖g_i‖, of shape [batch]; the root of Σ_{s,t} ⟨a_s, a_t⟩⟨d_s, d_t⟩ over a sample's rows where that takes fewer
 * products.
 */
function gradientNorms(source: Source, batch: number): Tensor1D {
  const known = source.factors?.();
  if (known && isSmallerByRows(known, batch)) return normsByRows(known);
  return concat(inChunks(source, batch, (gradients) => rowNorms(flat(gradients))));
}

function normsByRows(factors: Factors): Tensor1D {
  const { a, d } = factors;
  const scales = [scalesOf(a), scalesOf(d)];
  const [ofA, ofD] = [a, d].map((factor, i) => {
    const scaled = div(factor, scales[i]);
    return matMul(scaled, scaled, false, true);
  });
  // Rounding may leave a sum that is zero just below it; NaN stays NaN.
  const lengths: Tensor1D = sqrt(abs(sum(mul(ofA, ofD), [1, 2])));
  const [byA, byD] = scales.map((scale) => reshape(scale, [-1]));
  return mul(mul(lengths, byA), byD);
}

/** rows² (m + n) products for the rows' inner products, rows · m · n for the gradient. */
function isSmallerByRows({ a, d }: Factors, batch: number): boolean {
  const [, rows, m] = a.shape as number[];
  const n = d.shape[2] ?? 1;
  return rows * (m + n) <= m * n && rows * rows * batch <= budget;
}

/** g_iᵀ g_j, of shape [batch, batch]; (A Aᵀ) ⊙ (D Dᵀ) where each sample has one row. */
export function gramMatrix(source: Source, batch: number): Tensor2D {
  const outer = outerFactors(source);
  if (outer) {
    const { a, d } = balanced(outer);
    return mul(matMul(a, a, false, true), matMul(d, d, false, true));
  }
  const products = (some: Tensor): Tensor2D =>
    concat(
      inChunks(source, batch, (others) => matMul(flat(some), flat(others), false, true)),
      1,
    );
  return concat(inChunks(source, batch, products));
}

/** The factors, where each sample has one row. */
export function outerFactors(source: Pick<Source, 'factors'>): { a: Tensor2D; d: Tensor2D } | null {
  const known = source.factors?.();
  return known && rowsIn(known) === 1 ? { a: flat(known.a), d: flat(known.d) } : null;
}

const rowsIn = ({ a }: Factors): number => a.shape[1] ?? 1;

/** A row for each sample. */
const flat = (x: Tensor): Tensor2D => reshape(x, [x.shape[0], -1]);

function inChunks<T extends Tensor>(source: Source, batch: number, measure: (gradients: Tensor) => T): T[] {
  const width = Math.max(1, Math.min(batch, Math.floor(budget / source.variable.size)));
  const starts = Array.from({ length: Math.ceil(batch / width) }, (_, i) => i * width);
  return starts.map((from) => tidied(() => measure(source.gradients(from, Math.min(width, batch - from)))));
}
