import { BatchMatMul, engine, mul, reshape, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { type Layout, layoutAlong, rowsOfSamples, sampleAxis, sumOfSamples } from '../layout.ts';
import type { LinearUse, PartOf } from './linear-use.ts';
import { outerProduct } from './outer-product.ts';

/** A product with one matrix, with the matrix at its right: `y = x w`, or `y = x wᵀ`. */
interface Product {
  /** Of the rows of y, each of another width. */
  readonly x: () => Tensor;
  readonly isTransposed: boolean;
  /** Where the samples lie in y. */
  readonly layout: Layout;
  readonly shape: readonly number[];
  /** What is of the shape of the kernel's output as it is of y. */
  turn(output: Tensor): Tensor;
}

/** A product of matrices, one of which is the same for all rows: the kernel of a dense or a recurrent layer. */
const dense =
  (weight: 'a' | 'b'): PartOf =>
  (use) => {
    const product = use.seenAs.slice(0, -2).every((length) => length === 1) ? productOf(weight, use) : null;
    if (!product) return null;
    const { x, isTransposed, layout, shape, turn } = product;
    const width = shape[shape.length - 1];
    if (layout.inner % width !== 0) return null;
    return (dy) =>
      outerProduct(
        use,
        (direction) => sumOfSamples(mul(dy, applied(weight, use, direction)), use.layout),
        () => {
          const [rows, d] = [rowsOf(x(), layout, width), rowsOfSamples(turn(dy), layout, width)];
          return isTransposed ? { a: d, d: rows } : { a: rows, d };
        },
      );
  };

export const denseRight = dense('b');
export const denseLeft = dense('a');

/** `y = w x` is `yᵀ = xᵀ wᵀ`. */
function productOf(weight: 'a' | 'b', { kept, attributes, output, layout }: LinearUse): Product | null {
  const { a, b } = kept;
  const [transposeA, transposeB] = [attributes.transposeA === true, attributes.transposeB === true];
  if (weight === 'b') {
    const x = () => (transposeA ? turned(a) : a);
    return a ? { x, isTransposed: transposeB, layout, shape: output.shape, turn: (y) => y } : null;
  }
  const layoutOfTurned = turnedLayout(output.shape, layout);
  if (!b || !layoutOfTurned) return null;
  return {
    x: () => (transposeB ? b : turned(b)),
    isTransposed: !transposeA,
    layout: layoutOfTurned,
    shape: lastTwoExchanged(output.shape),
    turn: turned,
  };
}

const lastTwoExchanged = <Each>(all: readonly Each[]): Each[] => {
  const [one, other] = all.slice(-2);
  return [...all.slice(0, -2), other, one];
};

const turned = (x: Tensor): Tensor => transpose(x, lastTwoExchanged(x.shape.map((_, axis) => axis)));

/** Where the samples lie once the last two axes have been exchanged. */
function turnedLayout(shape: readonly number[], layout: Layout): Layout | null {
  if (layout.batch === 1) return layout;
  const axis = sampleAxis(shape, layout);
  const axes = lastTwoExchanged(shape.map((_, i) => i));
  return axis === null ? null : layoutAlong(lastTwoExchanged(shape), axes.indexOf(axis), layout.batch);
}

/** The kernel again, with the direction in the weight's place. */
function applied(weight: 'a' | 'b', { kept, attributes, output }: LinearUse, direction: Tensor): Tensor {
  const { transposeA, transposeB } = attributes;
  const operands = weight === 'a' ? { a: direction, b: kept.b } : { a: kept.a, b: direction };
  return reshape(engine().runKernel<Tensor>(BatchMatMul, operands, { transposeA, transposeB }), output.shape);
}

/** x has the output's rows, of another width. */
function rowsOf(x: Tensor, layout: Layout, outputWidth: number): Tensor {
  const width = x.shape[x.rank - 1];
  return rowsOfSamples(x, { ...layout, inner: (layout.inner / outputWidth) * width }, width);
}
