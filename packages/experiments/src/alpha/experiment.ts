import { logLine } from '@hyperprior/cockpit-alpha';
import { defineExperiment, type RunConfig } from '../define-experiment.ts';
import type { Experiment } from '../experiment.ts';
import type { AlphaFrame, AlphaResult } from './frame.ts';
import { alphaReport } from './report.ts';
import { checkResume, isResumable } from './resume.ts';
import { type AlphaChange, trainAtRates } from './run.ts';
import { type AlphaSettings, alphaSettings, decideAlpha, mergeAlpha } from './settings.ts';

/** Configuration of an alpha run. */
export type AlphaConfig = RunConfig<typeof alphaSettings, AlphaFrame>;

/**
 * Alpha by learning rate: a classifier of handwritten digits is trained at several learning rates side by side, with the
 * same initial weights and batches, and the normalised step length alpha of every step is measured (Schneider, Dangel &
 * Hennig, Cockpit, NeurIPS 2021). Below 0 a step ends before the minimum of the loss's parabola along it, above 0 beyond.
 *
 * A training diverges if its loss is not finite, or ten times the first one. It ends there alone; its frame and result
 * name the step.
 */
export const alpha: Experiment<AlphaConfig, AlphaChange, AlphaSettings, AlphaFrame, AlphaResult> = defineExperiment({
  name: 'alpha',
  unit: 'step',
  manual: {
    summary: 'see which learning rates are too low, right or too high, judged by their step lengths',
    description:
      'Trains a classifier of 10,000 handwritten digits at several learning rates side by side, with the same initial weights and batches, and measures the normalised step length alpha of every step: where on the parabola of the loss along it the step ended.',
    notes: `Alpha of a step, on the parabola through losses and slopes at both of its ends:
  -1  the step stayed at its start: the learning rate is far too low
   0  the step ended in the minimum
   1  the step ended as high on the other side; beyond, the loss rises
With sgd, noise keeps alpha of short steps above -1: alpha of the shortest is
minus the share of the gradient that two batches have in common. A larger
--batch raises that share.

With --out, alpha-RATE.jsonl has the measurements of each step of a training,
one line a step, written while it runs.`,
    examples: [
      '--out runs/alpha',
      '--rates 0.01,0.1,1 --batch 128 --steps 300',
      '--optimizer adam --json | jq .best',
      '--rates 0.1 --out runs/one',
    ],
  },
  settings: alphaSettings,
  live: ['rates'],
  decide: decideAlpha,
  merge: mergeAlpha,
  isResumable,
  checkResume,
  run: trainAtRates,
  progress({ step, steps, trainings }) {
    const medians = trainings.map(({ diverged, spread }) =>
      diverged === null ? (spread?.median.toFixed(2) ?? '-') : 'diverged',
    );
    return { done: (step + 1) / steps, notes: [`alpha ${medians.join(' ')}`, `step ${step + 1} of ${steps}`] };
  },
  report: alphaReport,
  logs: ({ trainings }) =>
    trainings.map(({ rate, records }) => [`alpha-${rate}.jsonl`, records.map(logLine).join('')] as const),
  fileNames: /^alpha-[-+.\de]+\.jsonl$/,
});

/** Trains at several learning rates and measures alpha; the same as `alpha.run`. */
export const runAlpha = alpha.run;
