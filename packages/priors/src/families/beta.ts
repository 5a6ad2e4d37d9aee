import { sub } from '@tensorflow/tfjs-core';
import type { Density, Family, SecondDerivatives } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive, proportion } from '../rules.ts';
import { betaDensity } from './beta-density.ts';
import { betaTensors } from './beta-tensors.ts';

const betaFamily: Family<'a' | 'b'> = {
  name: 'beta',
  parameters: [positive('a'), positive('b')],
  at: ([a, b]) => betaDensity(a, b),
  support: () => [0, 1],
  tensors: ([a, b]) => betaTensors(a, b),
};

const symmetricBetaFamily: Family<'a'> = {
  name: 'symmetric-beta',
  parameters: [proportion('a')],
  at: ([a]) => symmetricBetaDensity(a),
  support: () => [0, 1],
  tensors([a]) {
    const density = betaTensors(a, sub(1, a));
    return {
      ...density,
      cdfPartial: (x) => sub(density.cdfPartial(x, 0), density.cdfPartial(x, 1)),
      logPdfPartial: (x) => sub(density.logPdfPartial(x, 0), density.logPdfPartial(x, 1)),
    };
  },
};

const full = new Float64Array(8);

/** The numbers core of Beta(a, 1 - a): one total derivative for the two partial ones. */
function symmetricBetaDensity(a: number): Density {
  const density = betaDensity(a, 1 - a);
  return {
    ...density,
    cdf(x, out) {
      density.cdf(x, full);
      for (let i = 0; i < 3; i++) out[i] = full[i];
      out[3] = full[3] - full[4];
    },
    logCdf(x, out) {
      density.logCdf(x, full);
      for (let i = 0; i < 4; i++) out[i] = full[i];
      out[4] = full[4] - full[6];
      out[5] = full[5] - full[7];
    },
    logPdf(x, out) {
      density.logPdf(x, full);
      for (let i = 0; i < 2; i++) out[i] = full[i];
      out[2] = full[2] - full[3];
    },
    second: alongDifference(density.second),
  };
}

const [inA, inB] = [new Float64Array(3), new Float64Array(3)];

/** Second derivatives along (a, b) = (a, 1 - a), from those in a and b. */
function alongDifference({ cdf, logTail, logPdf }: SecondDerivatives): SecondDerivatives {
  const combine = (i: number, out: Float64Array, write: (i: number, row: Float64Array) => void) => {
    write(i, inA);
    if (i === 0) inB.fill(0);
    else write(2, inB);
    out[0] = inA[0] - inB[0];
    out[1] = inA[1] - inA[2] - (inB[1] - inB[2]);
  };
  return {
    cdf: (x, i, out) => combine(i, out, (k, row) => cdf(x, k, row)),
    logTail: (x, tail, i, out) => combine(i, out, (k, row) => logTail(x, tail, k, row)),
    logPdf: (x, i, out) => combine(i, out, (k, row) => logPdf(x, k, row)),
  };
}

/**
 * The Beta distribution on [0, 1], F(x) = I_x(a, b), the regularised incomplete beta function. Its derivatives in a
 * and b are those of the function itself, not finite differences.
 * @param a greater than 0
 * @param b greater than 0
 * @throws RangeError where a parameter given as a number is out of range
 */
export const beta = (a: Parameter, b: Parameter): FamilyPrior<'a' | 'b'> => makePrior(betaFamily, [a, b]);

/**
 * Beta(a, 1 - a), whose mean is a: U-shaped, the gates' prior of Batch-Shaping (Ehteshami Bejnordi, Blankevoort &
 * Welling 2020).
 * @param a strictly between 0 and 1
 * @throws RangeError where a is a number out of range
 */
export const symmetricBeta = (a: Parameter): FamilyPrior<'a'> => makePrior(symmetricBetaFamily, [a]);
