import { parseNumbers } from '@hyperprior/datasets';
import {
  type BasConfig,
  type BasResult,
  basSettings,
  families,
  presetNames,
  presets,
  runBas,
} from '@hyperprior/experiments';
import { basFigure } from '@hyperprior/figures';
import { Command, Option } from 'commander';
import { UserError } from '../failure.ts';
import { type CommonOptions, commonOptions, numberList, positiveNumber, wholeNumber } from '../options.ts';
import { readInput } from '../read-input.ts';
import { runExperiment } from '../run-experiment.ts';

interface BasOptions extends CommonOptions {
  readonly preset?: string;
  readonly prior?: string;
  readonly params?: number[];
  readonly steps?: number;
  readonly lr?: number;
  readonly points?: string;
  readonly count?: number;
  readonly range?: number;
  readonly exact?: boolean;
  readonly frames?: number;
}

/** `hyperprior bas` */
export function basCommand(): Command {
  const command = new Command('bas')
    .summary('make a batch of points follow a prior')
    .description(
      'Batch-Shaping: trainable points pass through a sigmoid, and the loss pulls their empirical\ndistribution onto a prior. Without options it runs the first preset.',
    )
    .option('--preset <name>', `a run of the original notebook: ${presetNames.join(', ')}`)
    .option('--prior <family>', `a family (${Object.keys(families).join(', ')}), or a prior as text`)
    .addOption(new Option('--params <list>', "the family's parameters, between commas").argParser(numberList))
    .addOption(new Option('--steps <n>', 'optimizer steps').argParser(wholeNumber(1)))
    .addOption(new Option('--lr <rate>', "Adam's learning rate").argParser(positiveNumber))
    .option('--points <file>', 'start from these points: one number a line, before the sigmoid')
    .addOption(new Option('--count <n>', 'how many points are drawn without --points').argParser(wholeNumber(1)))
    .addOption(new Option('--range <r>', 'they are drawn uniformly from [-r, r]').argParser(positiveNumber))
    .option('--exact', "drop the reference's clips in the gradient")
    .addOption(new Option('--frames <n>', 'frames of the animation').argParser(wholeNumber(1)))
    .addHelpText('after', help)
    .action((options: BasOptions) => run(options));
  for (const option of commonOptions()) command.addOption(option);
  return command;
}

const help = `
Families and their parameters:
${Object.entries(families)
  .map(([name, { parameters }]) => `  ${name.padEnd(18)} ${parameters.join(', ')}`)
  .join('\n')}

Examples:
  $ hyperprior bas --preset symbeta-0.9 --out runs/bas
  $ hyperprior bas --prior relaxed-bernoulli --params 0.2,0.25 --steps 100 --lr 0.1
  $ hyperprior bas --prior "0.3 * beta(2, 6) + 0.7 * normal(0.8, 0.05)" --steps 300 --seed 1
  $ hyperprior bas --preset rb-0.8-0.4 --json | jq .finalLoss

The presets start from the points of the original notebook, unless --seed, --count or --range draws others.`;

async function run(options: BasOptions): Promise<void> {
  if (options.preset !== undefined && options.prior !== undefined)
    throw new UserError('--preset and --prior exclude each other: a preset names its own prior');
  if (options.params && options.prior === undefined)
    throw new UserError(`--params needs --prior: one of ${Object.keys(families).join(', ')}`);
  const config = await configOf(options);
  basSettings(config);
  await runExperiment(
    {
      name: 'bas',
      run: (signal) => runBas(config, signal),
      progress: ({ step, steps, loss }) => ({ done: (step + 1) / steps, note: `loss ${loss.toExponential(3)}` }),
      draw: (frame) => basFigure(frame),
      summary,
    },
    options,
  );
}

async function configOf(options: BasOptions): Promise<BasConfig> {
  const { prior, params, steps, lr, count, range, seed, exact, frames } = options;
  const points = options.points === undefined ? undefined : await pointsFrom(options.points);
  const preset = options.preset ?? (prior === undefined ? presetNames[0] : undefined);
  if (preset !== undefined && !Object.hasOwn(presets, preset))
    throw new UserError(`--preset: there is no preset '${preset}'; choose one of ${presetNames.join(', ')}`);
  const config = {
    preset,
    prior,
    parameters: params,
    steps,
    learningRate: lr,
    points,
    count,
    range,
    seed,
    exact,
    frames,
  };
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}

async function pointsFrom(path: string): Promise<Float32Array> {
  return Float32Array.from(await readInput('--points', path, parseNumbers));
}

function summary({ prior, steps, finalLoss, losses, points }: BasResult, device: string): string {
  return [
    `${points.length} points follow ${prior}`,
    `  loss          ${losses[0].toPrecision(4)} -> ${finalLoss.toPrecision(4)} in ${steps} steps`,
    `  computed on   ${device}`,
  ].join('\n');
}
