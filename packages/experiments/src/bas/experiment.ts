import { defineExperiment, type RunConfig } from '../define-experiment.ts';
import type { Experiment } from '../experiment.ts';
import { families } from '../settings/prior-text.ts';
import { checkRemaining } from '../training/check-remaining.ts';
import { isStateOf } from '../training/training-state.ts';
import type { BasFrame, BasResult } from './frame.ts';
import { type BasChange, trainPoints } from './run.ts';
import { type BasSettings, basSettings, decideBas, isBatch, mergeBas } from './settings.ts';

/** Configuration of a Batch-Shaping run. */
export type BasConfig = RunConfig<typeof basSettings, BasFrame>;

/**
 * Batch-Shaping: trainable points pass through a sigmoid, and Adam moves them until they follow the prior.
 * @throws RunError if the loss is no longer finite
 */
export const bas: Experiment<BasConfig, BasChange, BasSettings, BasFrame, BasResult> = defineExperiment({
  name: 'bas',
  unit: 'step',
  manual: {
    summary: 'make a batch of points follow a prior',
    description:
      'Batch-Shaping: trainable points pass through a sigmoid, and the loss pulls their empirical distribution onto a prior.',
    notes: `Families and their parameters:
${Object.entries(families)
  .map(([name, { parameters }]) => `  ${name.padEnd(18)} ${parameters.join(', ')}`)
  .join('\n')}

A prior as text is a family with its parameters, or a mixture, whose weights
count in proportion:
  beta(2, 6)
  0.3 * beta(2, 6) + 0.7 * normal(0.8, 0.05)

The presets start from the points of the original notebook, unless --seed,
--count or --range draws others.`,
    examples: [
      '--preset symbeta-0.9 --out runs/bas',
      '--prior relaxed-bernoulli --params 0.2,0.25 --steps 200',
      '--prior "beta(2, 6) + 2 * uniform(0.5, 1)" --seed 1',
      '--preset rb-0.8-0.4 --json | jq .finalLoss',
    ],
  },
  settings: basSettings,
  live: ['prior', 'parameters', 'learningRate'],
  decide: decideBas,
  merge: mergeBas,
  isResumable,
  checkResume: ({ steps }, { step }, problems) => checkRemaining(steps, step, problems),
  run: trainPoints,
  progress: ({ step, steps, loss }) => ({
    done: (step + 1) / steps,
    notes: [`loss ${loss.toExponential(3)}`, `step ${step + 1} of ${steps}`],
  }),
  report,
});

/** Runs Batch-Shaping; the same as `bas.run`. */
export const runBas = bas.run;

/** Whether a value is a frame with the state of its points. */
function isResumable(value: unknown): value is BasFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, points, losses, step, state }: Partial<BasFrame> = value;
  const isShown = kind === 'bas' && isBatch(points) && losses !== undefined && Number.isSafeInteger(step);
  return isShown && losses.length > Number(step) && isStateOf(points.length, state?.training);
}

function report({ prior, steps, finalLoss, losses, points, completed }: BasResult, last: BasFrame): string[] {
  return [
    `${points.length} point${points.length === 1 ? '' : 's'} pulled towards ${prior}`,
    `  loss          ${losses[0].toPrecision(4)} -> ${finalLoss.toPrecision(4)} in ${steps} step${steps === 1 ? '' : 's'}`,
    ...(completed ? [] : [`  interrupted   after step ${steps} of ${last.steps}`]),
  ];
}
