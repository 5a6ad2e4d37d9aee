import { type Adam, adam } from '@hyperprior/backends';
import { type Gbas, gbas } from '@hyperprior/gbas';
import { keep, type Scalar, stack, tensor2d, tidy, type Variable, variable } from '@tensorflow/tfjs-core';
import { LossHistory } from '../training/loss-history.ts';
import { gbasFamilies } from './families.ts';
import type { GbasFrame, GbasLosses } from './frame.ts';
import type { GbasSettings } from './settings.ts';
import type { GbasStart } from './start.ts';

/** Trained variables, their optimizer and the losses so far. */
export interface Training {
  /** Before the sigmoid: [dimensions, count]. */
  readonly points: Variable;
  readonly priors: Gbas;
  readonly optimizer: Adam;
  readonly history: LossHistory;
}

/** The reference's clip of the points, before the sigmoid. */
const edge = Math.log(1e-3 / (1 - 1e-3));

/** Creates a training; the losses of a resumed run begin with those before the step of its frame. */
export function createTraining(
  settings: GbasSettings,
  { points, means }: GbasStart,
  resume: GbasFrame | null,
): Training {
  const { family, dimensions, count, hyperprior, l1, exact } = settings;
  const { make, bounds, start, parameters } = gbasFamilies[family];
  const starts = means.map(start);
  const isRelaxed = family === 'relaxed-bernoulli';
  const priors = gbas({
    family: make,
    slices: dimensions,
    axis: 0,
    bounds,
    initial: Object.fromEntries(parameters.map((name) => [name, starts.map((values) => values[name])])),
    hyperprior: { mean: hyperprior.prior },
    penalty: isRelaxed ? { temperature: { l1 } } : {},
    ...(isRelaxed && !exact ? { clip: { x: [edge, -edge] } } : {}),
  });
  return {
    priors,
    points: tidy(() => variable(tensor2d(points, [dimensions, count]))),
    optimizer: adam({ learningRate: settings.learningRate, epsilon: 1e-8 }),
    history: new LossHistory(terms.map((term) => resume?.losses[term].subarray(0, resume.step) ?? [])),
  };
}

/** Terms of the loss, in the order in which the history keeps them. */
const terms = ['total', 'prior', 'hyperprior'] as const;

/** Losses that have been read so far. */
export const lossesOf = (history: LossHistory): GbasLosses => {
  const [total, prior, hyperprior] = terms.map((_, k) => history.column(k));
  return { total, prior, hyperprior };
};

/** All that is trained. */
export const trainedIn = ({ points, priors }: Training): Variable[] => [points, ...priors.variables];

/** One update of everything. */
export function trainingStep(step: number, training: Training, settings: GbasSettings): void {
  const { points, priors, optimizer, history } = training;
  const { seen } = gbasFamilies[settings.family];
  optimizer.setLearningRate(rateAt(step, settings));
  optimizer.minimize(
    (): Scalar => {
      const { total, prior, hyperprior } = priors.loss(seen(points), step);
      history.add(keep(stack([total, prior, hyperprior])));
      return total;
    },
    false,
    trainedIn(training),
  );
}

/** The first of a warm-up's rates, as a part of the last: the notebook's. */
const atFirst = 1 / 3000;

/** Rises linearly over the warm-up. */
function rateAt(step: number, { learningRate, warmUp }: GbasSettings): number {
  return step >= warmUp ? learningRate : learningRate * Math.max(atFirst, step / warmUp);
}

export function disposeTraining({ points, priors, optimizer, history }: Training): void {
  history.dispose();
  points.dispose();
  priors.dispose();
  optimizer.dispose();
}
