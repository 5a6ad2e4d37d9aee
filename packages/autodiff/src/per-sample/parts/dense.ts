import { BatchMatMul, engine, mul, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { type Layout, rowsOfSamples, sumOfSamples } from '../layout.ts';
import type { LinearUse, PartOf } from './linear-use.ts';
import { outerProduct } from './outer-product.ts';

/** `y = x w` or `y = x wᵀ`, one product for all rows: the kernel of a dense or a recurrent layer. */
export const dense: PartOf = (use) => {
  const { kept, attributes, seenAs, output, layout, variable } = use;
  const width = output.shape[output.rank - 1];
  const isOneMatrix = variable.size === seenAs[seenAs.length - 2] * seenAs[seenAs.length - 1];
  if (!kept.a || attributes.transposeA || !isOneMatrix || layout.inner % width !== 0) return null;
  return (dy) =>
    outerProduct(
      use,
      (direction) => sumOfSamples(mul(dy, applied(use, direction)), layout),
      () => {
        const [x, d] = [rowsOf(kept.a, layout, width), rowsOfSamples(dy, layout, width)];
        return attributes.transposeB ? { a: d, d: x } : { a: x, d };
      },
    );
};

function applied({ kept, seenAs, attributes, output }: LinearUse, direction: Tensor): Tensor {
  const { transposeA, transposeB } = attributes;
  const b = reshape(direction, [...seenAs]);
  return reshape(engine().runKernel<Tensor>(BatchMatMul, { a: kept.a, b }, { transposeA, transposeB }), output.shape);
}

/** x has the output's rows, of another width. */
function rowsOf(x: Tensor, layout: Layout, outputWidth: number): Tensor {
  const width = x.shape[x.rank - 1];
  return rowsOfSamples(x, { ...layout, inner: (layout.inner / outputWidth) * width }, width);
}
