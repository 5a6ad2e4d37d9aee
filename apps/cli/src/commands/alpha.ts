import { logLine } from '@hyperprior/cockpit-alpha';
import {
  type AlphaConfig,
  type AlphaFrame,
  type AlphaOptimizer,
  alphaOptimizers,
  alphaRunSettings,
  runAlpha,
} from '@hyperprior/experiments';
import { alphaCourseFigure, alphaFigure } from '@hyperprior/figures';
import { Command, Option } from 'commander';
import { type CommonOptions, commonOptions, numberList, wholeNumber } from '../options.ts';
import type { Progress } from '../progress.ts';
import { runExperiment } from '../run-experiment.ts';
import { alphaSummary } from './alpha-summary.ts';

interface AlphaOptions extends CommonOptions {
  readonly rates?: number[];
  readonly optimizer?: AlphaOptimizer;
  readonly steps?: number;
  readonly batch?: number;
  readonly hidden?: number[];
  readonly frames?: number;
}

/** `hyperprior alpha` */
export function alphaCommand(): Command {
  const { rates, optimizer, steps, batchSize, hidden, seed, frames } = alphaRunSettings({});
  const command = new Command('alpha')
    .summary('tell learning rates that are too short, right and too long apart, by their steps')
    .description(
      'Trains a classifier of 10,000 handwritten digits at several learning rates side by side, from one start and with the same batches, and measures the normalised step length alpha of every step: where on the parabola of the loss along it the step ended.',
    )
    .addOption(
      new Option(
        '--rates <list>',
        `the learning rates (default: ${rates.join()} for sgd, others for the others)`,
      ).argParser(numberList('--rates')),
    )
    .option('--optimizer <name>', `one of ${alphaOptimizers.join(', ')} (default: ${optimizer})`)
    .addOption(new Option('--steps <n>', `updates (default: ${steps})`).argParser(wholeNumber('--steps', 1)))
    .addOption(
      new Option('--batch <n>', `samples in a batch (default: ${batchSize})`).argParser(wholeNumber('--batch', 1)),
    )
    .addOption(
      new Option('--hidden <list>', `units of the hidden layers (default: ${hidden.join()})`).argParser(
        numberList('--hidden'),
      ),
    )
    .addOption(
      new Option('--frames <n>', `frames of the animation (default: ${frames})`).argParser(wholeNumber('--frames', 1)),
    )
    .addHelpText('after', help)
    .action((options: AlphaOptions) => run(options));
  for (const option of commonOptions({ seed: String(seed) })) command.addOption(option);
  return command;
}

const help = `
Alpha of a step, on the parabola through losses and slopes at both of its ends:
  -1  it stayed where it was: the learning rate is far too short
   0  it landed in the minimum
   1  it came out as high on the other side; beyond, training climbs
By sgd, noise keeps short steps above -1: alpha of the shortest is minus the
share of the gradient that two batches have in common; --batch raises it.

With --out, alpha-RATE.jsonl has what was measured of each step of a training,
one line a step, written while it goes on.

Examples:
  $ hyperprior alpha --out runs/alpha
  $ hyperprior alpha --rates 0.01,0.1,1 --batch 128 --steps 300
  $ hyperprior alpha --optimizer adam --json | jq .best
  $ hyperprior alpha --rates 0.1 --out runs/one`;

async function run(options: AlphaOptions): Promise<void> {
  const { rates, optimizer, steps, batch, hidden, frames, seed } = options;
  const named = { rates, optimizer, steps, batchSize: batch, hidden, frames, seed };
  const config: AlphaConfig = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  alphaRunSettings(config);
  await runExperiment(
    {
      name: 'alpha',
      unit: 'step',
      run: (signal) => runAlpha(config, signal),
      progress,
      draw: (frame) =>
        (frame.trainings.length === 1 ? alphaCourseFigure : alphaFigure)(frame, { theme: options.theme }),
      logs: logsOf,
      summary: alphaSummary,
    },
    options,
  );
}

function progress({ step, steps, trainings }: AlphaFrame): Progress {
  const medians = trainings.map(({ diverged, spread }) =>
    diverged === null ? (spread?.median.toFixed(2) ?? '-') : 'diverged',
  );
  return { done: (step + 1) / steps, notes: [`alpha ${medians.join(' ')}`, `step ${step + 1} of ${steps}`] };
}

/** A log for each training. */
function logsOf({ trainings }: AlphaFrame): [name: string, text: string][] {
  return trainings.map(({ rate, records }) => [`alpha-${rate}.jsonl`, records.map(logLine).join('')]);
}
