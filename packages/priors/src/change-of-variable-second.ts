import type { Base } from './base.ts';
import type { SecondDerivatives } from './family.ts';
import { times } from './times.ts';
import type { Ends, Transform } from './transform.ts';
import { isInside, rowOf } from './triangle.ts';

const pair = new Float64Array(2);

/**
 * Second derivatives of F(x) = G(z(x)) and of its logarithms, by the chain rule: h(z)_ij = h'' z_i z_j + h' z_ij. Two
 * parameters.
 */
export function changeOfVariableSecond(base: Base, transform: Transform, { support }: Ends): SecondDerivatives {
  const slopes = new Float64Array(3);
  const bends = new Float64Array(3);
  /** Writes h'' z_i z_j + h' z_ij, where h' and h'' are taken at z. */
  const chain = (x: number, i: number, out: Float64Array, h: (z: number) => readonly [number, number]) => {
    const [first, second] = h(transform.map(x, slopes, 0));
    rowOf(transform.second(x), i, bends);
    const own = times(second, slopes[i]);
    for (let j = 0; j < 3; j++) out[j] = times(own, slopes[j]) + times(first, bends[j]);
  };
  return {
    cdf(x, i, out) {
      if (!isInside(x, support, out, 3)) return;
      if (transform.cdfSecond) {
        rowOf(transform.cdfSecond(x), i, out);
        return;
      }
      chain(x, i, out, (z) => {
        const density = base.cdf(z, pair);
        return [density, times(density, base.score(z))];
      });
    },
    logTail(x, tail, i, out) {
      if (isInside(x, support, out, 3))
        chain(x, i, out, (z) => {
          base.hazards(z, pair);
          return [tail === 0 ? pair[0] : -pair[1], base.tailBend(z, tail)];
        });
    },
    logPdf(x, i, out) {
      if (!isInside(x, support, out, 3)) return;
      if (transform.logPdfSecond) {
        rowOf(transform.logPdfSecond(x), i, out);
        return;
      }
      chain(x, i, out, (z) => [base.score(z), base.scoreSlope(z)]);
      if (!transform.logSlopeSecond) return;
      rowOf(transform.logSlopeSecond(x), i, bends);
      for (let j = 0; j < 3; j++) out[j] += bends[j];
    },
  };
}
