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
  const { steps, learningRate, count, range, frames } = basSettings({ prior: 'uniform(0, 1)' });
  const command = new Command('bas')
    .summary('make a batch of points follow a prior')
    .description(
      'Batch-Shaping: trainable points pass through a sigmoid, and the loss pulls their empirical distribution onto a prior.',
    )
    .option(
      '--preset <name>',
      `a run of the original notebook: ${presetNames.join(', ')} (default: the first, without --prior)`,
    )
    .option('--prior <family>', 'a family, or a prior as text, with its parameters or as a mixture')
    .addOption(
      new Option('--params <list>', "the family's parameters, between commas").argParser(numberList('--params')),
    )
    .addOption(
      new Option('--steps <n>', `optimizer steps (default: the preset's, else ${steps})`).argParser(
        wholeNumber('--steps', 1),
      ),
    )
    .addOption(
      new Option('--lr <rate>', `Adam's learning rate (default: ${learningRate})`).argParser(positiveNumber('--lr')),
    )
    .option('--points <file>', 'start from these points: one number a line, before the sigmoid')
    .addOption(
      new Option('--count <n>', `how many points are drawn without --points (default: ${count})`).argParser(
        wholeNumber('--count', 1),
      ),
    )
    .addOption(
      new Option(
        '--range <r>',
        `they are drawn uniformly from [-r, r] (default: the preset's, else ${range})`,
      ).argParser(positiveNumber('--range')),
    )
    .option('--exact', "drop the reference's clips in the gradient")
    .addOption(
      new Option('--frames <n>', `frames of the animation (default: ${frames})`).argParser(wholeNumber('--frames', 1)),
    )
    .addHelpText('after', help)
    .action((options: BasOptions) => run(options));
  for (const option of commonOptions({ seed: "the preset's own points, else 0" })) command.addOption(option);
  return command;
}

const help = `
Families and their parameters:
${Object.entries(families)
  .map(([name, { parameters }]) => `  ${name.padEnd(18)} ${parameters.join(', ')}`)
  .join('\n')}

A prior as text is a family with its parameters, or a mixture, whose weights
count in proportion:
  beta(2, 6)
  0.3 * beta(2, 6) + 0.7 * normal(0.8, 0.05)

Examples:
  $ hyperprior bas --preset symbeta-0.9 --out runs/bas
  $ hyperprior bas --prior relaxed-bernoulli --params 0.2,0.25 --steps 200
  $ hyperprior bas --prior "beta(2, 6) + 2 * uniform(0.5, 1)" --seed 1
  $ hyperprior bas --preset rb-0.8-0.4 --json | jq .finalLoss

The presets start from the points of the original notebook, unless --seed,
--count or --range draws others.`;

async function run(options: BasOptions): Promise<void> {
  checkTogether(options);
  const config = await configOf(options);
  const { steps } = basSettings(config);
  await runExperiment(
    {
      name: 'bas',
      unit: 'step',
      run: (signal) => runBas(config, signal),
      progress: ({ step, loss }) => ({
        done: (step + 1) / steps,
        notes: [`loss ${loss.toExponential(3)}`, `step ${step + 1} of ${steps}`],
      }),
      draw: (frame) => basFigure(frame, { theme: options.theme }),
      summary: (result, _, device) => summary(result, steps, device),
    },
    options,
  );
}

/** Refuses options that contradict each other. */
function checkTogether(options: BasOptions): void {
  const { preset, prior, params, points } = options;
  if (preset !== undefined && prior !== undefined)
    throw new UserError('--preset and --prior exclude each other: a preset names its own prior');
  if (params && prior === undefined)
    throw new UserError(`--params needs --prior: one of ${Object.keys(families).join(', ')}`);
  if (params && prior?.includes('('))
    throw new UserError('--params and a --prior with its own parameters exclude each other; leave out --params');
  const drawing = (['count', 'range', 'seed'] as const).find((name) => options[name] !== undefined);
  if (points !== undefined && drawing)
    throw new UserError(
      `--points and --${drawing} exclude each other: the points are those of the file, none are drawn`,
    );
  if (preset !== undefined && !Object.hasOwn(presets, preset))
    throw new UserError(`--preset: there is no preset '${preset}'; choose one of ${presetNames.join(', ')}`);
}

async function configOf(options: BasOptions): Promise<BasConfig> {
  const { prior, params, steps, lr, count, range, seed, exact, frames } = options;
  const points = options.points === undefined ? undefined : await pointsFrom(options.points);
  const preset = options.preset ?? (prior === undefined ? presetNames[0] : undefined);
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
  return Float32Array.from(await readInput('--points', path, (text) => parseNumbers(text, { float32: true })));
}

function summary(result: BasResult, asked: number, device: string): string {
  const { completed, prior, steps, finalLoss, losses, points } = result;
  return [
    `${points.length} point${points.length === 1 ? '' : 's'} pulled towards ${prior}`,
    `  loss          ${losses[0].toPrecision(4)} -> ${finalLoss.toPrecision(4)} in ${steps} step${steps === 1 ? '' : 's'}`,
    ...(completed ? [] : [`  interrupted   after step ${steps} of ${asked}`]),
    `  computed on   ${device}`,
  ].join('\n');
}
