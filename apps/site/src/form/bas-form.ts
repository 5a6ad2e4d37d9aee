import { presets } from '@hyperprior/experiments';
import type { BasStart, Change, PresetName } from '../worker/protocol.ts';
import { type FamilyName, familyForm, isFamilyName, type NumberRule } from './families.ts';
import { numberProblem, wholeProblem } from './number-problem.ts';

/** What a visitor has set for a Batch-Shaping run; a number that cannot be read is NaN. */
export interface BasForm {
  preset: PresetName;
  family: FamilyName;
  parameters: number[];
  learningRate: number;
  steps: number;
  /** The preset's stored points, points drawn from the seed, or the visitor's own. */
  start: 'stored' | 'drawn' | 'file';
  count: number;
  seed: number;
  file: Float32Array | null;
}

/** More would be slow to draw. */
export const mostPoints = 5000;
const mostSteps = 2000;

export const learningRateRule: NumberRule = {
  label: 'learning rate',
  above: 0,
  below: Number.POSITIVE_INFINITY,
  slider: [1e-3, 1],
  scale: 'log',
};

/** The form as a preset fills it in. */
export function formOf(preset: PresetName): BasForm {
  const { prior, parameters, learningRate, steps } = presets[preset];
  if (!isFamilyName(prior)) throw new Error(`formOf: the page offers no prior '${prior}'`);
  return {
    preset,
    family: prior,
    parameters: [...parameters],
    learningRate,
    steps,
    start: 'stored',
    count: 500,
    seed: 0,
    file: null,
  };
}

/** What is wrong, by control: `parameter-0`, `learning-rate`, `steps`, `count`, `seed`, `file`. */
export function problemsOf(form: BasForm): Readonly<Record<string, string>> {
  const drawn = form.start === 'drawn';
  const found = {
    ...parameterProblems(form.family, form.parameters),
    'learning-rate': numberProblem(learningRateRule, form.learningRate),
    steps: wholeProblem('steps', form.steps, 1, mostSteps),
    count: drawn ? wholeProblem('number of points', form.count, 1, mostPoints) : null,
    seed: drawn ? wholeProblem('seed', form.seed, 0, Number.MAX_SAFE_INTEGER) : null,
    file: form.start === 'file' && !form.file ? 'Choose a file with your points, one number a line.' : null,
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

/** What is wrong with the parameters of a prior, by control. */
export function parameterProblems(family: FamilyName, values: readonly number[]): Record<string, string | null> {
  const { parameters, ordered } = familyForm(family);
  const found = Object.fromEntries(
    parameters.map((rule, k) => [`parameter-${k}`, numberProblem(rule, values[k] ?? Number.NaN)]),
  );
  if (!ordered) return found;
  const [lesser, greater] = ordered;
  if (!(values[lesser] >= values[greater])) return found;
  const [first, second] = [parameters[lesser].label, parameters[greater].label];
  const problem = `“${second}” must be greater than “${first}”, which is ${values[lesser]}.`;
  return { ...found, [`parameter-${greater}`]: found[`parameter-${greater}`] ?? problem };
}

/** What begins the run anew. */
export function startOf(form: BasForm): BasStart {
  return {
    prior: form.family,
    parameters: [...form.parameters],
    learningRate: form.learningRate,
    steps: form.steps,
    points: pointsOf(form),
  };
}

function pointsOf({ start, preset, count, seed, file }: BasForm): BasStart['points'] {
  if (start === 'drawn') return { kind: 'drawn', count, seed, range: presets[preset].range };
  return start === 'file' && file ? { kind: 'given', values: file } : { kind: 'stored', preset };
}

/** What acts while the run goes on. */
export const changeOf = (form: BasForm): Change => ({
  prior: form.family,
  parameters: [...form.parameters],
  learningRate: form.learningRate,
});
