import type { Density, SecondDerivatives } from '../family.ts';
import { isInside } from '../triangle.ts';
import { NormalInterval } from './normal-interval.ts';

/** Places of mean, std, low and high among the variables. */
const [X, MEAN, STD, LOW, HIGH] = [0, 1, 2, 3, 4];

/**
 * Second derivatives of the truncated normal distribution. Both tails are masses N of the normal distribution over the whole
 * mass D, and those of log N and log D are variances and covariances of the standardised variable u in the interval.
 */
export function truncatedNormalSecond(
  density: Density,
  mean: number,
  std: number,
  [low, high]: readonly [number, number],
): SecondDerivatives {
  const support = [low, high] as const;
  const whole = massSecond(mean, std, low, high);
  const logTail = (x: number, tail: 0 | 1, i: number, out: Float64Array) => {
    const part = tail === 0 ? massSecond(mean, std, low, x) : massSecond(mean, std, x, high);
    const places = tail === 0 ? [MEAN, STD, LOW, X] : [MEAN, STD, X, HIGH];
    out.fill(0, 0, 5);
    for (const [j, place] of places.entries()) {
      const row = places.indexOf(i);
      if (row >= 0) out[place] += part.bend(row, j);
    }
    if (i === X) return;
    for (let j = 0; j < 4; j++) out[1 + j] -= whole.bend(i - 1, j);
    if (i > STD) return;
    // E u and E u² of the part, less those of the whole
    const inMean = whole.interval.deviation(x) - part.interval.deviation(x);
    const inSquare = whole.interval.squareDeviation(x) - part.interval.squareDeviation(x);
    if (i === MEAN) out[STD] -= (2 * inMean) / std / std;
    else {
      out[MEAN] -= (2 * inMean) / std / std;
      out[STD] -= (3 * inSquare) / std / std;
    }
  };
  return {
    cdf(x, i, out) {
      if (!isInside(x, support, out, 5)) return;
      const [values, logs] = [new Float64Array(7), new Float64Array(12)];
      density.cdf(x, values);
      density.logCdf(x, logs);
      const tail = values[0] <= values[1] ? 0 : 1;
      logTail(x, tail, i, out);
      const slope = (j: number) => logs[2 + 2 * j + tail];
      const mass = tail === 0 ? values[0] : -values[1];
      for (let j = 0; j < 5; j++) out[j] = mass * (out[j] + slope(i) * slope(j));
    },
    logTail(x, tail, i, out) {
      if (isInside(x, support, out, 5)) logTail(x, tail, i, out);
    },
    logPdf(x, i, out) {
      if (!isInside(x, support, out, 5)) return;
      const square = 1 / std / std;
      const z = (x - mean) / std;
      out.fill(0, 0, 5);
      if (i > X) for (let j = 0; j < 4; j++) out[1 + j] = -whole.bend(i - 1, j);
      if (i === X) {
        out[X] = -square;
        out[MEAN] = square;
        out[STD] = 2 * z * square;
      } else if (i === MEAN) {
        out[X] = square;
        out[STD] -= 2 * whole.interval.deviation(x) * square;
      } else if (i === STD) {
        out[X] = 2 * z * square;
        out[MEAN] -= 2 * whole.interval.deviation(x) * square;
        out[STD] -= 3 * whole.interval.squareDeviation(x) * square;
      }
    },
  };
}

/**
 * Second derivatives of log ∫ exp(-u²/2) between two points, over (mean, std, from, to), but for the terms that are means and
 * not variances: -1/std² in mean twice, -2 E u / std² in mean and std, -3 E u² / std² in std twice.
 */
function massSecond(mean: number, std: number, from: number, to: number) {
  const interval = new NormalInterval(mean, std).reset(from, to);
  const { first, second, centre } = interval;
  const variance = interval.expectation((t) => (t - first) * (t - first));
  const skew = interval.expectation((t) => (t - first) * (t * t - second));
  const tailedness = interval.expectation((t) => (t * t - second) * (t * t - second));
  const heightAt = (x: number) => Math.exp(-interval.fallTo(x)) / (interval.mass * std);
  const [below, above] = [heightAt(from), heightAt(to)];
  const square = std * std;
  // u = centre + t
  const covariance = 2 * centre * variance + skew;
  const varianceOfSquare = 4 * centre * (centre * variance + skew) + tailedness;
  const rows = [
    [
      variance / square,
      covariance / square,
      (-below * interval.deviation(from)) / std,
      (above * interval.deviation(to)) / std,
    ],
    [
      covariance / square,
      varianceOfSquare / square,
      (-below * interval.squareDeviation(from)) / std,
      (above * interval.squareDeviation(to)) / std,
    ],
    [0, 0, (below * (interval.deviation(from) - std * above)) / std, below * above],
    [0, 0, below * above, (-above * (interval.deviation(to) + std * below)) / std],
  ];
  return { interval, bend: (i: number, j: number) => rows[Math.min(i, j)][Math.max(i, j)] };
}
