import { digitsShape } from '../classification/digits.ts';
import { defineExperiment, type RunConfig } from '../define-experiment.ts';
import type { Experiment, Progress } from '../experiment.ts';
import { percent } from '../report/columns.ts';
import type { ProblemList } from '../settings/problem-list.ts';
import { isStateOf } from '../training/training-state.ts';
import { gatesFileNames, gatesFiles } from './files.ts';
import type { GatesFrame, GatesResult, GatesState } from './frame.ts';
import { weightCount } from './network.ts';
import { gatesReport, gatesWarnings } from './report.ts';
import { type GatesChange, shapeOf, trainVariants } from './run.ts';
import { decideGates, type GatesSettings, gatesSettings } from './settings.ts';

/** Configuration of a gates run. */
export type GatesConfig = RunConfig<typeof gatesSettings, GatesFrame>;

/**
 * Comparison of gate regularizers: a classifier whose hidden units are gated per sample in groups is trained once for
 * each of them.
 */
export const gates: Experiment<GatesConfig, GatesChange, GatesSettings, GatesFrame, GatesResult> = defineExperiment({
  name: 'gates',
  unit: 'epoch',
  manual: {
    summary: 'train gated classifiers on real digits, and compare gate regularizers',
    description:
      "Trains a classifier on 10,000 handwritten digits. Its hidden units are gated in groups, sample by sample, so that a sample pays only for the groups it opens. The gates have one of four regularizers: none (plain), an L1 penalty (l1), a penalty on each gate's mean (mean), or Batch-Shaping (bas).",
    notes: `Reported on the test set, with hard gates:
  accuracy      share of samples classified correctly
  open          share of gates open
  conditional   share of gates open for between 5 and 95 % of the samples:
                those that decide something
  saved         share of multiplications not needed, the gate head's own counted
  shuffled      accuracy when each sample gets another sample's gates: the
                further it falls, the more they decide

With --out, of each variant of the first seed: model-VARIANT.json, the trained
model; predictions-VARIANT.csv, the classes that it predicts of the test set;
confusion-VARIANT.csv, the confusion matrix.`,
    examples: [
      '--out runs/gates',
      '--only bas l1 --epochs 10',
      '--seeds 5 --json > gates.json',
      '--data table.csv --label species',
    ],
  },
  settings: gatesSettings,
  live: ['learningRate', 'target'],
  decide: decideGates,
  idle: ({ only }) => ({
    target: !only.some((name) => name === 'mean' || name === 'bas') && 'it is for mean and bas, which are not trained',
  }),
  isResumable,
  checkResume,
  run: trainVariants,
  progress,
  report: gatesReport,
  warnings: gatesWarnings,
  files: gatesFiles,
  fileNames: gatesFileNames,
});

/** Compares gate regularizers; the same as `gates.run`. */
export const runGates = gates.run;

function isResumable(value: unknown): value is GatesFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, variants, state }: Partial<GatesFrame> = value;
  if (kind !== 'gates' || !Array.isArray(variants) || typeof state !== 'object' || state === null) return false;
  const { results, trained }: Partial<GatesState> = state.training ?? {};
  return typeof state.config === 'object' && Array.isArray(results) && Array.isArray(trained);
}

/** Rejects weights of another network. Data that were given are those of the run, so they have its size. */
function checkResume(settings: GatesSettings, { state }: GatesFrame, problems: ProblemList): void {
  const count = weightCount(shapeOf(settings, settings.data?.train ?? digitsShape));
  const trained = state?.training.trained ?? [];
  if (!isStateOf(count, state?.training.weights) || trained.some(([, { weights }]) => weights.length !== count))
    problems.add('resume', `must have the state of ${count} weights, but has another one`);
}

function progress({ asked, variants, epochs, seed }: GatesFrame, settings: GatesSettings): Progress {
  const current = variants[variants.length - 1];
  const { trainLoss, validationAccuracy, openShare } = current.history[current.history.length - 1];
  const round = seed - settings.seed;
  const finished = round * asked.length + variants.length - 1;
  const rounds = settings.seeds > 1 ? [`seed ${round + 1}/${settings.seeds}`] : [];
  return {
    done: (finished + current.epoch / epochs) / (asked.length * settings.seeds),
    notes: [
      `${current.name} ${current.epoch}/${epochs}`,
      `accuracy ${percent(validationAccuracy)}`,
      ...rounds,
      `open ${percent(openShare)}`,
      `loss ${trainLoss.toFixed(3)}`,
    ],
  };
}
