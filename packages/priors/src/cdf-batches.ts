import type { CdfBatch, Density } from './family.ts';
import { times } from './times.ts';

/**
 * What does many x at once, for one density after the other: in its own way, or one by one.
 * @param count how many x there are
 * @param trained how many parameters there are, or 0 where their derivatives are not wanted
 */
export function cdfBatches(count: number, trained: number): (density: Density) => CdfBatch {
  const inX = new Float64Array(count);
  const partials = Array.from({ length: trained }, () => new Float64Array(count));
  const out = new Float64Array(3 + trained);
  const method = trained > 0 ? 'cdf' : 'cdfValue';
  return (density) => density.batch ?? oneByOne(density);

  function oneByOne(density: Density): CdfBatch {
    return {
      write(xs, cdf, factor) {
        factor.fill(1);
        for (let i = 0; i < count; i++) {
          density[method](xs[i], out);
          cdf[i] = out[0];
          inX[i] = density.isStep ? 0 : out[2];
          for (let k = 0; k < trained; k++) partials[k][i] = out[3 + k];
        }
      },
      pullBack(_, weights, gradient, sums) {
        for (let i = 0; i < count; i++) gradient[i] = times(weights[i], inX[i]);
        partials.forEach((column, k) => {
          sums[k] = product(weights, column);
        });
      },
    };
  }
}

function product(weights: Float64Array, column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += times(weights[i], column[i]);
  return sum;
}
