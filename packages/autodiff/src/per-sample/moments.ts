import {
  concat,
  matMul,
  mul,
  reshape,
  square,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { sumOf } from '../sum-of.ts';
import { tidied } from '../tape/tidied.ts';
import type { Factors } from './parts/part.ts';
import type { SampleGradients } from './sample-gradients.ts';

/** So many values are made at once: memory does not grow with batch × parameters. */
const budget = 2 ** 22;

/** Σ_i g_i², of the variable's shape; (A²)ᵀ(D²) where each sample has one row. */
export function sumOfSquares(source: SampleGradients, batch: number): Tensor {
  const outer = outerFactors(source);
  if (outer) return reshape(matMul(square(outer.a), square(outer.d), true, false), source.variable.shape);
  return sumOf(inChunks(source, batch, (gradients) => sum(square(gradients), 0)));
}

/** ‖g_i‖², of shape [batch]; Σ_{s,t} ⟨a_s, a_t⟩⟨d_s, d_t⟩ over a sample's rows where that takes fewer products. */
export function squaredNorms(source: SampleGradients, batch: number): Tensor1D {
  const known = source.factors?.();
  if (known && isSmallerByRows(known, batch)) {
    const [a, d] = [known.a, known.d].map((factor) => matMul(factor, factor, false, true));
    return sum(mul(a, d), [1, 2]);
  }
  return concat(inChunks(source, batch, (gradients) => sum<Tensor1D>(square(flat(gradients)), 1)));
}

/** rows² (m + n) products for the rows' inner products, rows · m · n for the gradient. */
function isSmallerByRows({ a, d }: Factors, batch: number): boolean {
  const [, rows, m] = a.shape as number[];
  const n = d.shape[2] ?? 1;
  return rows * (m + n) <= m * n && rows * rows * batch <= budget;
}

/** g_iᵀ g_j, of shape [batch, batch]; (A Aᵀ) ⊙ (D Dᵀ) where each sample has one row. */
export function gramMatrix(source: SampleGradients, batch: number): Tensor2D {
  const outer = outerFactors(source);
  if (outer) return mul(matMul(outer.a, outer.a, false, true), matMul(outer.d, outer.d, false, true));
  const products = (some: Tensor): Tensor2D =>
    concat(
      inChunks(source, batch, (others) => matMul(flat(some), flat(others), false, true)),
      1,
    );
  return concat(inChunks(source, batch, products));
}

/** The factors, where each sample has one row. */
export function outerFactors(source: SampleGradients): { a: Tensor2D; d: Tensor2D } | null {
  const known = source.factors?.();
  return known && rowsIn(known) === 1 ? { a: flat(known.a), d: flat(known.d) } : null;
}

const rowsIn = ({ a }: Factors): number => a.shape[1] ?? 1;

/** A row for each sample. */
const flat = (x: Tensor): Tensor2D => reshape(x, [x.shape[0], -1]);

function inChunks<T extends Tensor>(source: SampleGradients, batch: number, measure: (gradients: Tensor) => T): T[] {
  const width = Math.max(1, Math.min(batch, Math.floor(budget / source.variable.size)));
  const starts = Array.from({ length: Math.ceil(batch / width) }, (_, i) => i * width);
  return starts.map((from) => tidied(() => measure(source.gradients(from, Math.min(width, batch - from)))));
}
