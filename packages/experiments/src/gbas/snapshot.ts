import { concat, reshape, sigmoid, slice, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { read } from '../tensors/read.ts';
import { onUnitGrid } from '../unit-grid.ts';
import type { GbasRunSettings } from './config.ts';
import { gbasFamilies, meanAt } from './families.ts';
import type { GbasFrame, GbasLosses } from './frame.ts';
import type { Training } from './training.ts';

/** So many dimensions are shown point by point. */
const mostShown = 6;

/** What a frame shows, on the device as one vector: the shown points after the sigmoid, then every parameter. */
export function takeSnapshot({ points, priors }: Training): Tensor {
  return tidy(() => {
    const [dimensions, count] = points.shape;
    const shown = sigmoid(slice(points, [0, 0], [Math.min(mostShown, dimensions), count]));
    return concat([reshape(shown, [shown.size]), ...Object.values(priors.parameters())]);
  });
}

/** The frame of a snapshot, which is disposed. */
export async function readSnapshot(
  snapshot: Tensor,
  step: number,
  losses: GbasLosses,
  settings: GbasRunSettings,
): Promise<GbasFrame> {
  const { dimensions, count, family, hyperprior, steps } = settings;
  const values = await read(snapshot);
  const shown = Math.min(mostShown, dimensions);
  const parametersOf = parameterReader(values.subarray(shown * count), settings);
  const target = onUnitGrid(hyperprior.prior.family.at(hyperprior.prior.parameters.map(Number)));
  return {
    kind: 'gbas',
    step,
    steps,
    loss: losses.total[step],
    losses,
    family,
    x: target.x,
    dimensions: Array.from({ length: shown }, (_, index) => ({
      index,
      points: values.slice(index * count, (index + 1) * count),
      cdf: onUnitGrid(gbasFamilies[family].density(parametersOf(index))).cdf,
    })),
    means: Float64Array.from({ length: dimensions }, (_, index) => meanAt(family, parametersOf(index))),
    hyperprior: { label: hyperprior.label, cdf: target.cdf, pdf: target.pdf },
  };
}

/** The parameters of a dimension, from all values of the first parameter, then all of the second. */
function parameterReader(values: Float32Array, { family, dimensions }: GbasRunSettings) {
  const { parameters } = gbasFamilies[family];
  return (index: number) => parameters.map((_, k) => values[k * dimensions + index]);
}
