import { type GbasConfig, type GbasResult, gbasRunSettings, runGbas } from '@hyperprior/experiments';
import { gbasFigure } from '@hyperprior/figures';
import { Command, Option } from 'commander';
import { type CommonOptions, commonOptions, numberFrom, positiveNumber, wholeNumber } from '../options.ts';
import { runExperiment } from '../run-experiment.ts';

interface GbasOptions extends CommonOptions {
  readonly preset?: 'notebook';
  readonly family?: string;
  readonly dimensions?: number;
  readonly count?: number;
  readonly steps?: number;
  readonly lr?: number;
  readonly warmUp?: number;
  readonly target?: number;
  readonly hyperprior?: string;
  readonly l1?: number;
  readonly exact?: boolean;
  readonly frames?: number;
}

/** `hyperprior gbas` */
export function gbasCommand(): Command {
  const { dimensions, count, steps, learningRate, warmUp, hyperprior, l1, frames } = gbasRunSettings({});
  const command = new Command('gbas')
    .summary('let many batches learn their priors under one hyperprior')
    .description(
      'Generalized Batch-Shaping: each dimension of the points follows a prior of its own, whose parameters are learned along with the points, while a hyperprior holds the means of all priors together. One number says what you want: --target.',
    )
    .option(
      '--preset <name>',
      'notebook: the run of the original notebook (default, unless you choose a size, family or seed)',
    )
    .option('--family <name>', 'the learned priors: relaxed-bernoulli, beta or symmetric-beta (default: the first)')
    .addOption(
      new Option('--target <share>', 'the mean that the priors should have on average, from 0 to 1').argParser(
        positiveNumber('--target'),
      ),
    )
    .option(
      '--hyperprior <prior>',
      `what their means should follow, instead of a target (default: ${hyperprior.label})`,
    )
    .addOption(
      new Option('--dimensions <n>', `how many priors are learned (default: ${dimensions})`).argParser(
        wholeNumber('--dimensions', 1),
      ),
    )
    .addOption(
      new Option('--count <n>', `points in each dimension (default: ${count})`).argParser(wholeNumber('--count', 1)),
    )
    .addOption(new Option('--steps <n>', `optimizer steps (default: ${steps})`).argParser(wholeNumber('--steps', 1)))
    .addOption(
      new Option('--lr <rate>', `Adam's learning rate (default: ${learningRate})`).argParser(positiveNumber('--lr')),
    )
    .addOption(
      new Option('--warm-up <n>', `steps over which the learning rate rises (default: ${warmUp})`).argParser(
        wholeNumber('--warm-up', 0),
      ),
    )
    .addOption(
      new Option('--l1 <weight>', `weight of the mean temperature in the loss (default: ${l1})`).argParser(
        numberFrom('--l1', 0),
      ),
    )
    .option('--exact', "drop the reference's clip of the points")
    .addOption(
      new Option('--frames <n>', `frames of the animation (default: ${frames})`).argParser(wholeNumber('--frames', 1)),
    )
    .addHelpText('after', help)
    .action((options: GbasOptions) => run(options));
  for (const option of commonOptions({ seed: 'the stored start, else 0' })) command.addOption(option);
  return command;
}

const help = `
A target is short for a hyperprior: --target 0.3 is --hyperprior "beta(3, 7)".

Examples:
  $ hyperprior gbas --out runs/gbas
  $ hyperprior gbas --target 0.7 --seed 1
  $ hyperprior gbas --family beta --hyperprior "0.5 * beta(2, 8) + 0.5 * beta(8, 2)"
  $ hyperprior gbas --json | jq .means`;

async function run(options: GbasOptions): Promise<void> {
  const { preset, family, dimensions, count, steps, lr, warmUp, target, hyperprior, l1, exact, frames, seed } = options;
  const named = { preset, family, dimensions, count, steps, learningRate: lr, warmUp, target, hyperprior, l1, exact };
  const given = Object.entries({ ...named, frames, seed }).filter(([, value]) => value !== undefined);
  const config: GbasConfig = Object.fromEntries(given);
  const settings = gbasRunSettings(config);
  await runExperiment(
    {
      name: 'gbas',
      unit: 'step',
      run: (signal) => runGbas(config, signal),
      progress: ({ step, loss }) => ({
        done: (step + 1) / settings.steps,
        notes: [`loss ${loss.toExponential(3)}`, `step ${step + 1} of ${settings.steps}`],
      }),
      draw: (frame) => gbasFigure(frame, { theme: options.theme }),
      summary: (result, _, device) => summary(result, settings.steps, device),
    },
    options,
  );
}

function summary(result: GbasResult, asked: number, device: string): string {
  const { completed, family, hyperprior, dimensions, count, steps, losses, finalLoss, priorLoss, hyperpriorLoss } =
    result;
  const { means, fit } = result;
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const mean = means.reduce((sum, value) => sum + value / means.length, 0);
  return [
    `${dimensions} × ${count} points and their ${family} priors, held by ${hyperprior}`,
    `  loss          ${losses[0].toPrecision(4)} -> ${finalLoss.toPrecision(4)} in ${steps} step${steps === 1 ? '' : 's'}: priors ${priorLoss.toPrecision(3)}, hyperprior ${hyperpriorLoss.toPrecision(3)}`,
    `  means         ${mean.toFixed(3)} on average, from ${low.toFixed(3)} to ${high.toFixed(3)}`,
    `  fit           Cramér-von Mises W² ${fit.statistic.toPrecision(3)}, p = ${fit.pValue.toPrecision(3)}`,
    ...(completed ? [] : [`  interrupted   after step ${steps} of ${asked}`]),
    `  computed on   ${device}`,
  ].join('\n');
}
