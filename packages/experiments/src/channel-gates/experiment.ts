import { defineExperiment, type RunConfig } from '../define-experiment.ts';
import type { Experiment } from '../experiment.ts';
import { percent } from '../report/columns.ts';
import type { ChannelGatesFrame, ChannelGatesResult } from './frame.ts';
import { channelGatesReport } from './report.ts';
import { trainCurves } from './run.ts';
import { type ChannelGatesSettings, channelGatesSettings, decideChannelGates } from './settings.ts';

/** Configuration of a channel gates run. */
export type ChannelGatesConfig = RunConfig<typeof channelGatesSettings, ChannelGatesFrame>;

/**
 * Accuracy against the share of multiplications of a convolutional network whose channels are gated per sample. Each
 * point of a curve is one training; all of them begin with the same network, trained without gates.
 */
export const channelGates: Experiment<
  ChannelGatesConfig,
  object,
  ChannelGatesSettings,
  ChannelGatesFrame,
  ChannelGatesResult
> = defineExperiment({
  name: 'channel-gates',
  unit: 'epoch',
  manual: {
    summary: "gate a convolutional network's channels: accuracy against multiplications",
    description:
      'Trains a convolutional network on 10,000 handwritten digits, first without gates, then with gated channels, once for each point of a curve: learned priors under one target (gbas), one prior for all gates (bas), or an L0 penalty (l0). A sample pays only for the channels it opens.',
    notes: `Reported on the test set, with hard gates:
  multiplications  of a sample on average, the gate head's included, as a share
                   of the network's without gates
  open             share of gates open, then layer by layer
  conditional      share of gates open for between 5 and 95 % of the samples
  shuffled         accuracy when each sample gets another sample's gates
  time             of one sample with its closed channels skipped, against that
                   of the whole network without gates: medians, in ms`,
    examples: [
      '--out runs/channel-gates',
      '--only gbas --targets 0.2,0.4 --epochs 3',
      '--channels 32,64,64 --json > curves.json',
    ],
  },
  settings: channelGatesSettings,
  live: [],
  decide: decideChannelGates,
  idle({ only }) {
    const ofPenalties = !only.includes('l0') && 'it is for l0, which is not trained';
    const ofPriors = only.every((method) => method === 'l0') && 'it is for gbas and bas, which are not trained';
    return { penalties: ofPenalties, targets: ofPriors, weight: ofPriors, temperature: ofPriors };
  },
  isResumable,
  run: trainCurves,
  progress({ training, finished, trainings }) {
    const { method, setting, epoch, epochs, validationAccuracy, trainLoss } = training;
    return {
      done: (finished + (epoch < epochs ? epoch / epochs : 0)) / trainings,
      notes: [
        `${method ? `${method} ${setting}` : 'without gates'} ${epoch}/${epochs}`,
        `accuracy ${percent(validationAccuracy)}`,
        `loss ${trainLoss.toFixed(3)}`,
      ],
    };
  },
  report: channelGatesReport,
});

/** Trains networks with gated channels; the same as `channelGates.run`. */
export const runChannelGates = channelGates.run;

function isResumable(value: unknown): value is ChannelGatesFrame {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, curves, state }: Partial<ChannelGatesFrame> = value;
  return kind === 'channel-gates' && Array.isArray(curves) && typeof state?.config === 'object';
}
