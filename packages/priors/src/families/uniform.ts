import { add, div, log, mul, neg, square, sub, type Tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import { uniformTensors } from '../bases/uniform-tensors.ts';
import { cdfAtEnd, logCdfAtEnd, logPdfAtEnd, logTailsAtEnd } from '../change-of-variable.ts';
import { changeOfVariableTensors, endGuard, logSfSlope } from '../change-of-variable-tensors.ts';
import type { Density, Family } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { finite } from '../rules.ts';
import type { Ends } from '../transform.ts';
import { triangleSecond } from '../triangle.ts';

/** The numbers core. Both tails are measured from their own end: near it their difference from 1 has lost digits. */
function uniformDensity(low: number, high: number): Density {
  const width = high - low;
  const height = 1 / width;
  const ends: Ends = { support: [low, high], pdf: [height, height] };
  const isInside = (x: number) => x > low && x < high;
  const writeTails = (x: number, out: Float64Array) => {
    out[0] = (x - low) / width;
    out[1] = (high - x) / width;
  };
  const writeLogTails = (x: number, out: Float64Array) => {
    const [below, above] = [(x - low) / width, (high - x) / width];
    out[0] = below > 0.5 ? Math.log1p(-above) : Math.log(below);
    out[1] = above > 0.5 ? Math.log1p(-below) : Math.log(above);
  };
  return {
    cdfValue(x, out) {
      if (!isInside(x)) {
        cdfAtEnd(x, ends, out, 0);
        return;
      }
      writeTails(x, out);
      out[2] = height;
    },
    cdf(x, out) {
      if (!isInside(x)) {
        cdfAtEnd(x, ends, out, 2);
        return;
      }
      writeTails(x, out);
      out[2] = height;
      out[3] = -out[1] * height;
      out[4] = -out[0] * height;
    },
    logCdfValue: (x, out) => (isInside(x) ? writeLogTails(x, out) : logTailsAtEnd(x, ends, out)),
    logCdf(x, out) {
      if (!isInside(x)) {
        logCdfAtEnd(x, ends, out, 2);
        return;
      }
      writeLogTails(x, out);
      out[2] = 1 / (x - low);
      out[3] = -1 / (high - x);
      out[4] = -((high - x) / width) * out[2];
      out[5] = height;
      out[6] = -height;
      out[7] = -((x - low) / width) * out[3];
    },
    logPdf(x, out) {
      if (!isInside(x)) {
        logPdfAtEnd(x, ends, out, 2);
        return;
      }
      out[0] = -Math.log(width);
      out[1] = 0;
      out[2] = height;
      out[3] = -height;
    },
    quantile: (p) => (p >= 0 && p <= 1 ? (p <= 0.5 ? low + width * p : high - width * (1 - p)) : Number.NaN),
    second: triangleSecond(ends.support, {
      cdf(x) {
        const [below, above] = [(x - low) / width, (high - x) / width];
        const square = height * height;
        return [0, square, -square, -2 * above * square, (above - below) * square, 2 * below * square];
      },
      logTail(x, tail) {
        const slope = tail === 0 ? 1 / (x - low) : 1 / (high - x);
        const [own, square] = [slope * slope, height * height];
        return tail === 0
          ? [-own, own, 0, square - own, -square, square]
          : [-own, 0, own, square, -square, square - own];
      },
      logPdf: () => [0, 0, 0, height * height, -height * height, height * height],
    }),
  };
}

const family: Family<'low' | 'high'> = {
  name: 'uniform',
  parameters: [finite('low'), finite('high')],
  ordered: [[0, 1]],
  at: ([low, high]) => uniformDensity(low, high),
  support: ([low, high]) => [low, high],
  tensors([low, high]) {
    const width = sub(high, low);
    const z = (x: Tensor) => tidy(() => div(sub(x, low), width));
    const perWidth = (value: Tensor) => tidy(() => div(value, width));
    const ends = { support: [low, high], pdf: [div(1, width), div(1, width)] } as const;
    const guard = endGuard(ends);
    const above = (x: Tensor) => div(sub(high, x), width);
    const density = changeOfVariableTensors(
      uniformTensors,
      {
        z,
        logSlope: () => tidy(() => neg(log(width))),
        logSlopeSlope: zerosLike,
        partial: (x, k) => tidy(() => perWidth(k === 0 ? sub(z(x), 1) : neg(z(x)))),
        logSlopePartial: (x, k) => tidy(() => add(zerosLike(x), div(k === 0 ? 1 : -1, width))),
        inverse: (value) => tidy(() => add(low, mul(width, value))),
        mean: () => tidy(() => mul(0.5, add(low, high))),
        variance: () => tidy(() => div(square(sub(high, low)), 12)),
      },
      ends,
    );
    return {
      ...density,
      sf: (x) => guard(x, above, 1, 0),
      logSf: (x) => guard(x, (inner) => log(above(inner)), 0, Number.NEGATIVE_INFINITY),
      logSfSlope: (x) => logSfSlope(x, ends, (inner) => neg(div(1, sub(high, inner)))),
    };
  },
};

/** The uniform distribution on [low, high]. */
export const uniform = (low: Parameter, high: Parameter): FamilyPrior<'low' | 'high'> => makePrior(family, [low, high]);
