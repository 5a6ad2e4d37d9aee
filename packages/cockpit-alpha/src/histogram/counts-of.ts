import type { OuterFactors } from '@hyperprior/autodiff';
import { runHostKernel, runsOnHost } from '@hyperprior/backends/kernels';
import {
  abs,
  add,
  bincount,
  cast,
  max,
  mul,
  reshape,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { binsOf } from './axis.ts';
import type { Bins, Counted } from './counted.ts';
import { productsKernel } from './products-kernel.ts';
import { valuesKernel } from './values-kernel.ts';

/** Counts the entries of a variable's gradients, [samples, ...shape]. */
export const countsOfValues = (gradients: Tensor, bins: Bins): Counted =>
  runsOnHost() ? onHost(valuesKernel, [gradients], bins) : plainCounts(gradients, bins);

/** Counts the entries of outer products without making them, on cpu and wasm alone. */
export const countsOfProducts = ({ a, d }: OuterFactors, bins: Bins): Counted => onHost(productsKernel, [a, d], bins);

function onHost(kernel: typeof valuesKernel, of: Tensor[], { range, rows, bins, rowBins }: Bins): Counted {
  const inputs = rows ? [...of, range, rows] : [...of, range];
  const [counts, largest] = runHostKernel(kernel, inputs, { bins, rowBins });
  return { counts: counts as Tensor1D, largest: largest as Tensor1D };
}

/** By operations of TF.js, on every backend. */
export const plainCounts = (gradients: Tensor, { range, rows, bins, rowBins }: Bins): Counted =>
  tidy(() => {
    const columns = binsOf(gradients, range, bins);
    const places = rows ? add(mul(columns, rowBins), reshape(rows, [1, ...gradients.shape.slice(1)])) : columns;
    const largest: Tensor1D = reshape(max(abs(gradients)), [1]);
    const whole: Tensor1D = reshape(cast(places, 'int32'), [places.size]);
    return { counts: cast(bincount(whole, tensor1d([], 'float32'), bins * rowBins), 'int32'), largest };
  });
