import type { Change, GbasStart } from '../worker/protocol.ts';
import { learningRateRule } from './bas-form.ts';
import { familyForm, type NumberRule } from './families.ts';
import { numberProblem, wholeProblem } from './number-problem.ts';

/** The families of priors that can be learned here. */
export const learnedFamilies = ['relaxed-bernoulli', 'beta', 'symmetric-beta'] as const;
type LearnedFamily = (typeof learnedFamilies)[number];

/** What a visitor has set for a run of learned priors; a number that cannot be read is NaN. */
export interface GbasForm {
  /** The notebook's stored points and means, which are of relaxed Bernoulli priors, or some drawn from the seed. */
  start: 'notebook' | 'drawn';
  family: LearnedFamily;
  dimensions: number;
  count: number;
  seed: number;
  steps: number;
  learningRate: number;
  /** The hyperprior is beta(a, b). */
  a: number;
  b: number;
}

/** More would be slow to train and to draw. */
const [mostDimensions, mostPoints, mostSteps] = [200, 2000, 1000];

const [a, b] = familyForm('beta').parameters;
export const hyperpriorRules: Readonly<Record<'a' | 'b', NumberRule>> = {
  a: { ...a, label: 'hyperprior a' },
  b: { ...b, label: 'hyperprior b' },
};

/** The notebook's run. */
export const initialGbasForm = (): GbasForm => ({
  start: 'notebook',
  family: 'relaxed-bernoulli',
  dimensions: 30,
  count: 500,
  seed: 0,
  steps: 350,
  learningRate: 0.09,
  a: 3,
  b: 7,
});

/** The form with another start: the notebook's has a family of its own. */
export const withStart = (start: GbasForm['start']): Partial<GbasForm> =>
  start === 'notebook' ? { start, family: 'relaxed-bernoulli' } : { start };

/** The form with another family: the notebook's start is of relaxed Bernoulli priors alone. */
export const withFamily = (family: LearnedFamily): Partial<GbasForm> =>
  family === 'relaxed-bernoulli' ? { family } : { family, start: 'drawn' };

/** What is wrong, by control: `a`, `b`, `learning-rate`, `steps`, `dimensions`, `count`, `seed`. */
export function gbasProblems(form: GbasForm): Readonly<Record<string, string>> {
  const drawn = form.start === 'drawn';
  const found = {
    a: numberProblem(hyperpriorRules.a, form.a),
    b: numberProblem(hyperpriorRules.b, form.b),
    'learning-rate': numberProblem(learningRateRule, form.learningRate),
    steps: wholeProblem('steps', form.steps, 1, mostSteps),
    dimensions: drawn ? wholeProblem('number of dimensions', form.dimensions, 1, mostDimensions) : null,
    count: drawn ? wholeProblem('points in each', form.count, 1, mostPoints) : null,
    seed: drawn ? wholeProblem('seed', form.seed, 0, Number.MAX_SAFE_INTEGER) : null,
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

/** What begins the run anew. */
export function gbasStartOf(form: GbasForm): GbasStart {
  const { start, family, dimensions, count, seed, steps } = form;
  const points = start === 'notebook' ? { preset: 'notebook' as const } : { family, dimensions, count, seed };
  return { ...points, ...gbasChangeOf(form), steps };
}

/** What must be as it was for a run to go on: all but what acts meanwhile. */
export function gbasCourseOf(form: GbasForm): string {
  const { hyperprior, learningRate, ...course } = gbasStartOf(form);
  return JSON.stringify(course);
}

/** What acts while the run goes on. */
export const gbasChangeOf = ({ a, b, learningRate }: GbasForm): Pick<Change, 'hyperprior' | 'learningRate'> => ({
  hyperprior: `beta(${a}, ${b})`,
  learningRate,
});
