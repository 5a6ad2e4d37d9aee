import {
  type ChannelGatesConfig,
  type ChannelGatesFrame,
  type ChannelMethod,
  channelGatesSettings,
  channelMethods,
  runChannelGates,
} from '@hyperprior/experiments';
import { channelGatesFigure } from '@hyperprior/figures';
import { Command, Option } from 'commander';
import {
  type CommonOptions,
  commonOptions,
  namesOf,
  numberFrom,
  numberList,
  positiveNumber,
  wholeNumber,
} from '../options.ts';
import type { Progress } from '../progress.ts';
import { runExperiment } from '../run-experiment.ts';
import { channelGatesSummary } from './channel-gates-summary.ts';
import { percent } from './gates-summary.ts';

interface ChannelGatesOptions extends CommonOptions {
  readonly only?: readonly ChannelMethod[];
  readonly targets?: number[];
  readonly penalties?: number[];
  readonly channels?: number[];
  readonly epochs?: number;
  readonly ungatedEpochs?: number;
  readonly lr?: number;
  readonly weight?: number;
}

/** `hyperprior channel-gates` */
export function channelGatesCommand(): Command {
  const defaults = channelGatesSettings({});
  const { targets, penalties, channels, epochs, ungatedEpochs, learningRate, weight, seed } = defaults;
  const command = new Command('channel-gates')
    .summary('accuracy against multiplications of a convolutional network with gated channels')
    .description(
      'Trains a convolutional network on 10,000 handwritten digits, the channels of which are gated sample by sample. Each point of a curve is one training towards one sparsity: with a learned prior for each gate under one target (gbas), with the same prior for all gates (bas), and with an L0 penalty (l0). At the end single samples are timed, with and without the channels that their gates close.',
    )
    .addOption(
      new Option('--only <names...>', `train only these methods (default: ${channelMethods.join(' ')})`).argParser(
        namesOf('--only', 'method', channelMethods),
      ),
    )
    .addOption(
      new Option(
        '--targets <list>',
        `for gbas and bas: shares of samples for which a gate should open (default: ${targets.join()})`,
      ).argParser(numberList('--targets')),
    )
    .addOption(
      new Option('--penalties <list>', `for l0: weights of the penalty (default: ${penalties.join()})`).argParser(
        numberList('--penalties'),
      ),
    )
    .addOption(
      new Option(
        '--channels <list>',
        `channels of the convolutions; all but the first are gated (default: ${channels.join()})`,
      ).argParser(numberList('--channels')),
    )
    .addOption(
      new Option('--epochs <n>', `passes over the training set for each point (default: ${epochs})`).argParser(
        wholeNumber('--epochs', 1),
      ),
    )
    .addOption(
      new Option(
        '--ungated-epochs <n>',
        `passes without gates, from which all points start (default: ${ungatedEpochs})`,
      ).argParser(wholeNumber('--ungated-epochs', 1)),
    )
    .addOption(
      new Option('--lr <rate>', `Adam's learning rate, which falls linearly (default: ${learningRate})`).argParser(
        positiveNumber('--lr'),
      ),
    )
    .addOption(
      new Option('--weight <w>', `weight of the loss of the priors (default: ${weight})`).argParser(
        numberFrom('--weight', 0),
      ),
    )
    .addHelpText('after', help)
    .action((options: ChannelGatesOptions) => run(options));
  for (const option of commonOptions({ seed: String(seed) })) command.addOption(option);
  return command;
}

const help = `
Reported on the test set, with hard gates:
  multiplications  of a sample on average, the gate head's included, as a share
                   of the network's without gates
  open             share of gates open, then layer by layer
  conditional      share of gates open for between 5 and 95 % of the samples
  shuffled         accuracy when each sample gets another sample's gates
  time             of one sample with its closed channels skipped, against that
                   of the whole network without gates: medians, in ms

Examples:
  $ hyperprior channel-gates --out runs/channel-gates
  $ hyperprior channel-gates --only gbas --targets 0.2,0.4 --epochs 3
  $ hyperprior channel-gates --channels 32,64,64 --json > curves.json`;

async function run(options: ChannelGatesOptions): Promise<void> {
  const { only, targets, penalties, channels, epochs, ungatedEpochs, lr, weight, seed } = options;
  const settings = { only, targets, penalties, channels, epochs, ungatedEpochs, learningRate: lr, weight, seed };
  const config: ChannelGatesConfig = Object.fromEntries(
    Object.entries({ ...settings, now: () => performance.now() }).filter(([, value]) => value !== undefined),
  );
  channelGatesSettings(config);
  await runExperiment(
    {
      name: 'channel-gates',
      unit: 'epoch',
      run: (signal) => runChannelGates(config, signal),
      progress,
      draw: (frame) => channelGatesFigure(frame, { theme: options.theme }),
      summary: channelGatesSummary,
    },
    options,
  );
}

function progress({ training, finished, trainings }: ChannelGatesFrame): Progress {
  const { method, setting, epoch, epochs, validationAccuracy, trainLoss } = training;
  return {
    done: (finished + (epoch < epochs ? epoch / epochs : 0)) / trainings,
    notes: [
      `${method ? `${method} ${setting}` : 'without gates'} ${epoch}/${epochs}`,
      `accuracy ${percent(validationAccuracy)}`,
      `loss ${trainLoss.toFixed(3)}`,
    ],
  };
}
