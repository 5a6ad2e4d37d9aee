import { parseCsv, type Split, splitTable, standardize, type Table } from '@hyperprior/datasets';
import {
  type GateSpread,
  type GatesConfig,
  type GatesFrame,
  type GatesResult,
  type GateVariant,
  gatesSettings,
  gateVariants,
  runGates,
} from '@hyperprior/experiments';
import { gatesFigure } from '@hyperprior/figures';
import { Command, Option } from 'commander';
import { UserError } from '../failure.ts';
import { type CommonOptions, commonOptions, positiveNumber, wholeNumber } from '../options.ts';
import { readInput } from '../read-input.ts';
import { runExperiment } from '../run-experiment.ts';

interface GatesOptions extends CommonOptions {
  readonly only?: GateVariant[];
  readonly seeds?: number;
  readonly epochs?: number;
  readonly lr?: number;
  readonly target?: number;
  readonly data?: string;
  readonly label?: string;
}

/** `hyperprior gates` */
export function gatesCommand(): Command {
  const command = new Command('gates')
    .summary('train gated classifiers on real digits, and compare ways of holding the gates')
    .description(
      "Trains a classifier on 10,000 handwritten digits. Its hidden units are gated in groups, sample by\nsample, so that a sample pays only for the groups it opens. The gates are held four ways: not at all\n(plain), by an L1 penalty (l1), by each gate's mean (mean), and by Batch-Shaping (bas).",
    )
    .addOption(new Option('--only <names...>', 'train only these variants').choices(gateVariants))
    .addOption(new Option('--seeds <n>', 'train each variant from this many seeds').argParser(wholeNumber(1)))
    .addOption(new Option('--epochs <n>', 'passes over the training set').argParser(wholeNumber(1)))
    .addOption(new Option('--lr <rate>', "Adam's learning rate").argParser(positiveNumber))
    .addOption(
      new Option('--target <share>', 'the share of samples for which a gate should open').argParser(positiveNumber),
    )
    .option('--data <file.csv>', 'your own table: numbers, and a column of labels')
    .option('--label <column>', "the label's column, by name; the last one by default")
    .addHelpText('after', help)
    .action((options: GatesOptions) => run(options));
  for (const option of commonOptions()) command.addOption(option);
  return command;
}

const help = `
Reported on the test set, with hard gates:
  accuracy      share of samples classified right
  open          share of gates open
  conditional   share of gates open for between 5 and 95 % of the samples: those that decide something
  saved         share of multiplications not needed, the gate head's own counted
  shuffled      accuracy when each sample gets another sample's gates: the further it falls, the more they decide

Examples:
  $ hyperprior gates --out runs/gates
  $ hyperprior gates --only bas l1 --epochs 10
  $ hyperprior gates --seeds 5 --json > gates.json
  $ hyperprior gates --data table.csv --label species`;

async function run(options: GatesOptions): Promise<void> {
  if (options.label !== undefined && options.data === undefined)
    throw new UserError('--label needs --data: it names a column of your own table');
  const data = options.data === undefined ? undefined : await userData(options.data, options.label);
  const { only, seeds, seed, epochs, lr, target } = options;
  const settings = { only, seeds, seed, epochs, learningRate: lr, target, data };
  const config: GatesConfig = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const checked = gatesSettings(config);
  await runExperiment(
    {
      name: 'gates',
      run: (signal) => runGates(config, signal),
      progress: (frame) => progress(frame, checked),
      draw: (frame) => gatesFigure(frame),
      summary,
    },
    options,
  );
}

function userData(path: string, label: string | undefined): Promise<Split<Table>> {
  const options = label === undefined ? {} : { label };
  return readInput('--data', path, (text) => standardize(splitTable(parseCsv(text, options))));
}

function progress({ asked, variants, epochs, seed }: GatesFrame, settings: { seed: number; seeds: number }) {
  const now = variants[variants.length - 1];
  const { trainLoss, validationAccuracy, openShare } = now.history[now.history.length - 1];
  const finished = (seed - settings.seed) * asked.length + variants.length - 1;
  return {
    done: (finished + now.epoch / epochs) / (asked.length * settings.seeds),
    note: `${now.label}: epoch ${now.epoch}/${epochs}, loss ${trainLoss.toFixed(3)}, accuracy ${percent(validationAccuracy)}, open ${percent(openShare)}`,
  };
}

function summary({ variants, epochs, seeds, completed }: GatesResult, device: string): string {
  const rows = gateVariants.flatMap((name) => {
    const spread = variants[name];
    return spread ? [[name, ...figures(spread, seeds)]] : [];
  });
  const table = [['', 'accuracy', 'open', 'conditional', 'saved', 'shuffled'], ...rows];
  const lines = table.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(7) : cell.padStart(14))).join(''));
  const stopped = completed ? '' : 'stopped early; ';
  return [...lines, '', `${stopped}${epochs} epochs, ${seeds} seed${seeds > 1 ? 's' : ''}, computed on ${device}`].join(
    '\n',
  );
}

function figures(spread: GateSpread, seeds: number): string[] {
  const names = ['accuracy', 'openShare', 'conditionalShare', 'multiplicationsSaved', 'shuffledAccuracy'] as const;
  return names.map(
    (name) => percent(spread[name]) + (seeds > 1 ? ` ± ${(100 * spread.deviation[name]).toFixed(1)}` : ''),
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
