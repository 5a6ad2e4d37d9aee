import { parseCsv, type Split, splitTable, standardize, type Table } from '@hyperprior/datasets';
import {
  type GatesConfig,
  type GatesFrame,
  type GateVariant,
  gatesSettings,
  gateVariants,
  runGates,
} from '@hyperprior/experiments';
import { gatesFigure } from '@hyperprior/figures';
import { Command, Option } from 'commander';
import { UserError } from '../failure.ts';
import { type CommonOptions, commonOptions, namesOf, positiveNumber, wholeNumber } from '../options.ts';
import type { Progress } from '../progress.ts';
import { readInput } from '../read-input.ts';
import { runExperiment } from '../run-experiment.ts';
import { gatesSummary, percent } from './gates-summary.ts';

interface GatesOptions extends CommonOptions {
  readonly only?: readonly GateVariant[];
  readonly seeds?: number;
  readonly epochs?: number;
  readonly lr?: number;
  readonly target?: number;
  readonly data?: string;
  readonly label?: string;
  readonly header?: boolean;
}

/** `hyperprior gates` */
export function gatesCommand(): Command {
  const { seeds, seed, epochs, learningRate, target } = gatesSettings({});
  const command = new Command('gates')
    .summary('train gated classifiers on real digits, and compare ways of holding the gates')
    .description(
      "Trains a classifier on 10,000 handwritten digits. Its hidden units are gated in groups, sample by sample, so that a sample pays only for the groups it opens. The gates are held four ways: not at all (plain), by an L1 penalty (l1), by each gate's mean (mean), and by Batch-Shaping (bas).",
    )
    .addOption(
      new Option('--only <names...>', `train only these variants (default: ${gateVariants.join(' ')})`).argParser(
        namesOf('--only', 'variant', gateVariants),
      ),
    )
    .addOption(
      new Option(
        '--seeds <n>',
        `train each variant from this many seeds, from --seed on (default: ${seeds})`,
      ).argParser(wholeNumber('--seeds', 1)),
    )
    .addOption(
      new Option('--epochs <n>', `passes over the training set (default: ${epochs})`).argParser(
        wholeNumber('--epochs', 1),
      ),
    )
    .addOption(
      new Option('--lr <rate>', `Adam's learning rate (default: ${learningRate})`).argParser(positiveNumber('--lr')),
    )
    .addOption(
      new Option(
        '--target <share>',
        `the share of samples for which a gate should open, from 0 to 1 (default: ${target})`,
      ).argParser(positiveNumber('--target')),
    )
    .option('--data <file.csv>', 'your own table: numbers, and a column of labels (default: the digits)')
    .option(
      '--label <column>',
      "the label's column: its name, or in a table without a header its number, counted from 1 (default: the last)",
    )
    .option('--header', "take the table's first row as names, also where they are numbers")
    .option('--no-header', "take the table's first row as data (default: as names if it holds no number)")
    .addHelpText('after', help)
    .action((options: GatesOptions) => run(options));
  for (const option of commonOptions({ seed: String(seed) })) command.addOption(option);
  return command;
}

const help = `
Reported on the test set, with hard gates:
  accuracy      share of samples classified right
  open          share of gates open
  conditional   share of gates open for between 5 and 95 % of the samples:
                those that decide something
  saved         share of multiplications not needed, the gate head's own counted
  shuffled      accuracy when each sample gets another sample's gates: the
                further it falls, the more they decide

Examples:
  $ hyperprior gates --out runs/gates
  $ hyperprior gates --only bas l1 --epochs 10
  $ hyperprior gates --seeds 5 --json > gates.json
  $ hyperprior gates --data table.csv --label species`;

async function run(options: GatesOptions): Promise<void> {
  const needsData = (['label', 'header'] as const).find((name) => options[name] !== undefined);
  if (needsData && options.data === undefined)
    throw new UserError(`--${needsData} needs --data: it is about your own table`);
  const data = options.data === undefined ? undefined : await userData(options.data, options);
  const { only, seeds, seed, epochs, lr, target } = options;
  const settings = { only, seeds, seed, epochs, learningRate: lr, target, data };
  const config: GatesConfig = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const checked = gatesSettings(config);
  await runExperiment(
    {
      name: 'gates',
      unit: 'epoch',
      run: (signal) => runGates(config, signal),
      progress: (frame) => progress(frame, checked),
      draw: (frame) => gatesFigure(frame, { theme: options.theme }),
      summary: gatesSummary,
    },
    options,
  );
}

function userData(path: string, { label, header }: GatesOptions): Promise<Split<Table>> {
  return readInput('--data', path, (text) => standardize(splitTable(parseCsv(text, { label, header }))));
}

function progress({ asked, variants, epochs, seed }: GatesFrame, settings: { seed: number; seeds: number }): Progress {
  const now = variants[variants.length - 1];
  const { trainLoss, validationAccuracy, openShare } = now.history[now.history.length - 1];
  const round = seed - settings.seed;
  const finished = round * asked.length + variants.length - 1;
  const rounds = settings.seeds > 1 ? [`seed ${round + 1}/${settings.seeds}`] : [];
  return {
    done: (finished + now.epoch / epochs) / (asked.length * settings.seeds),
    notes: [
      `${now.name} ${now.epoch}/${epochs}`,
      `accuracy ${percent(validationAccuracy)}`,
      ...rounds,
      `open ${percent(openShare)}`,
      `loss ${trainLoss.toFixed(3)}`,
    ],
  };
}
