import type { AlphaStart, Change } from '../worker/protocol.ts';
import type { NumberRule } from './families.ts';
import { numberProblem, wholeProblem } from './number-problem.ts';

/** What a visitor has set for a training; a number that cannot be read is NaN. */
export interface AlphaForm {
  learningRate: number;
  optimizer: 'sgd' | 'momentum' | 'adam';
  batchSize: number;
  steps: number;
  seed: number;
}

/** How the optimizers are called. */
export const optimizerLabels: Readonly<Record<AlphaForm['optimizer'], string>> = {
  sgd: 'SGD',
  momentum: 'SGD with momentum 0.9',
  adam: 'Adam',
};

/** More would be slow to train and to draw. */
const [mostSamples, mostSteps] = [1024, 2000];

/** From far too short to far too long, for each of the optimizers. */
export const rateRule: NumberRule = {
  label: 'learning rate',
  above: 0,
  below: Number.POSITIVE_INFINITY,
  slider: [1e-4, 10],
  scale: 'log',
};

export const initialAlphaForm = (): AlphaForm => ({
  learningRate: 0.1,
  optimizer: 'sgd',
  batchSize: 128,
  steps: 2000,
  seed: 0,
});

/** What is wrong, by control: `learning-rate`, `batch-size`, `steps`, `seed`. */
export function alphaProblems({ learningRate, batchSize, steps, seed }: AlphaForm): Readonly<Record<string, string>> {
  const found = {
    'learning-rate': numberProblem(rateRule, learningRate),
    'batch-size': wholeProblem('samples in a batch', batchSize, 1, mostSamples),
    steps: wholeProblem('steps', steps, 1, mostSteps),
    seed: wholeProblem('seed', seed, 0, Number.MAX_SAFE_INTEGER),
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

/** What begins the training anew. */
export const alphaStartOf = ({ learningRate, optimizer, batchSize, steps, seed }: AlphaForm): AlphaStart => ({
  learningRate,
  optimizer,
  batchSize,
  steps,
  seed,
});

/** What must be as it was for a training to go on: all but what acts meanwhile. */
export function alphaCourseOf(form: AlphaForm): string {
  const { learningRate, ...course } = alphaStartOf(form);
  return JSON.stringify(course);
}

/** What acts while the training goes on. */
export const alphaChangeOf = ({ learningRate }: AlphaForm): Pick<Change, 'learningRate'> => ({ learningRate });
