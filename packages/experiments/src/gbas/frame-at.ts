import { onUnitGrid } from '../unit-grid.ts';
import type { GbasRunSettings } from './config.ts';
import { courseOf } from './course.ts';
import { gbasFamilies, meanAt } from './families.ts';
import type { GbasFrame, GbasLosses } from './frame.ts';
import type { Reading } from './snapshot.ts';

/** So many dimensions are shown point by point. */
const mostShown = 6;

/** The frame of a step, from what was read before its update. */
export function frameAt(
  step: number,
  { points, parameters, training }: Reading,
  losses: GbasLosses,
  settings: GbasRunSettings,
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
    dimensions: Array.from({ length: Math.min(mostShown, dimensions) }, (_, index) => ({
      index,
      points: points.slice(index * count, (index + 1) * count),
      cdf: onUnitGrid(gbasFamilies[family].density(parametersOf(index))).cdf,
    })),
    means: Float64Array.from({ length: dimensions }, (_, index) => meanAt(family, parametersOf(index))),
    hyperprior: { label: hyperprior.label, cdf: target.cdf, pdf: target.pdf },
    ...(training ? { state: { course: courseOf(settings), training } } : {}),
  };
}
