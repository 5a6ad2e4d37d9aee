import { defineExperiment, type RunConfig } from '../define-experiment.ts';
import type { Experiment } from '../experiment.ts';
import type { ProblemList } from '../settings/problem-list.ts';
import { checkRemaining } from '../training/check-remaining.ts';
import { isStateOf } from '../training/training-state.ts';
import { gbasFamilies } from './families.ts';
import type { GbasFrame, GbasResult } from './frame.ts';
import { type GbasChange, trainPriors } from './run.ts';
import { decideGbas, type GbasSettings, gbasSettings, mergeGbas } from './settings.ts';

/** Configuration of a generalized Batch-Shaping run. */
export type GbasConfig = RunConfig<typeof gbasSettings, GbasFrame>;

/**
 * Generalized Batch-Shaping: the points of every dimension, trained through a sigmoid, and the parameters of the
 * dimension's own prior adapt to each other, while a hyperprior constrains the means of all priors.
 */
export const gbas: Experiment<GbasConfig, GbasChange, GbasSettings, GbasFrame, GbasResult> = defineExperiment({
  name: 'gbas',
  unit: 'step',
  manual: {
    summary: 'let many batches learn their priors under one hyperprior',
    description:
      'Generalized Batch-Shaping: each dimension of the points follows a prior of its own, whose parameters are learned along with the points, while a hyperprior constrains the means of all priors. One number says what you want: --target.',
    notes: 'A target is short for a hyperprior: --target 0.3 is --hyperprior "beta(3, 7)".',
    examples: [
      '--out runs/gbas',
      '--target 0.7 --seed 1',
      '--family beta --hyperprior "0.5 * beta(2, 8) + 0.5 * beta(8, 2)"',
      '--json | jq .means',
    ],
  },
  settings: gbasSettings,
  live: ['target', 'hyperprior', 'learningRate'],
  decide: decideGbas,
  merge: mergeGbas,
  isResumable,
  checkResume,
  run: trainPriors,
  progress: ({ step, steps, loss }) => ({
    done: (step + 1) / steps,
    notes: [`loss ${loss.toExponential(3)}`, `step ${step + 1} of ${steps}`],
  }),
  report,
});

/** Runs generalized Batch-Shaping; the same as `gbas.run`. */
export const runGbas = gbas.run;

/** Whether a value is a frame with the state of a training. */
function isResumable(value: unknown): value is GbasFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, step = -1, losses, state }: Partial<GbasFrame> = value;
  const isShown = kind === 'gbas' && losses !== undefined && losses.total?.length === step + 1;
  return isShown && typeof state === 'object' && state !== null && typeof state.config === 'object';
}

/** Rejects a state that is not one of this many values, and an end before the frame. */
function checkResume(
  { family, dimensions, count, steps }: GbasSettings,
  { step, state }: GbasFrame,
  problems: ProblemList,
) {
  const values = dimensions * (count + gbasFamilies[family].parameters.length);
  if (!isStateOf(values, state?.training))
    problems.add('resume', `must have the state of ${values} trained values, but has another one`);
  checkRemaining(steps, step, problems);
}

function report(result: GbasResult, last: GbasFrame): string[] {
  const { completed, family, hyperprior, dimensions, count, steps, losses, finalLoss } = result;
  const { priorLoss, hyperpriorLoss, means, fit } = result;
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const mean = means.reduce((sum, value) => sum + value / means.length, 0);
  return [
    `${dimensions} × ${count} points and their ${family} priors under ${hyperprior}`,
    `  loss          ${losses[0].toPrecision(4)} -> ${finalLoss.toPrecision(4)} in ${steps} step${steps === 1 ? '' : 's'}: priors ${priorLoss.toPrecision(3)}, hyperprior ${hyperpriorLoss.toPrecision(3)}`,
    `  means         ${mean.toFixed(3)} on average, from ${low.toFixed(3)} to ${high.toFixed(3)}`,
    `  fit           Cramér-von Mises W² ${fit.statistic.toPrecision(3)}, p = ${fit.pValue.toPrecision(3)}`,
    ...(completed ? [] : [`  interrupted   after step ${steps} of ${last.steps}`]),
  ];
}
