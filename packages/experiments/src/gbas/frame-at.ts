import { onUnitGrid } from '../unit-grid.ts';
import { gbasFamilies, meanAt } from './families.ts';
import type { GbasFrame, GbasLosses } from './frame.ts';
import type { GbasSettings } from './settings.ts';
import type { Reading } from './snapshot.ts';

/** Number of dimensions whose points a frame carries. */
const maxShown = 6;

/** Makes the frame of a step from a reading before its update. */
export function frameAt(
  step: number,
  { points, parameters }: Reading,
  losses: GbasLosses,
  settings: GbasSettings,
): GbasFrame {
  const { dimensions, count, family, hyperprior, steps } = settings;
  const parametersOf = (index: number) =>
    gbasFamilies[family].parameters.map((_, k) => parameters[k * dimensions + index]);
  const target = onUnitGrid(hyperprior.prior.family.at(hyperprior.prior.parameters.map(Number)));
  return {
    kind: 'gbas',
    step,
    steps,
    loss: losses.total[step],
    losses,
    family,
    x: target.x,
    dimensions: Array.from({ length: Math.min(maxShown, dimensions) }, (_, index) => ({
      index,
      points: points.slice(index * count, (index + 1) * count),
      cdf: onUnitGrid(gbasFamilies[family].density(parametersOf(index))).cdf,
    })),
    means: Float64Array.from({ length: dimensions }, (_, index) => meanAt(family, parametersOf(index))),
    hyperprior: { label: hyperprior.label, cdf: target.cdf, pdf: target.pdf },
  };
}
