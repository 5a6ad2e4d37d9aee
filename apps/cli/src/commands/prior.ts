import { describePrior, discreteFamilies, families, type PriorDescription } from '@hyperprior/experiments';
import { priorFigure, type ThemeName } from '@hyperprior/figures';
import { Command, Option } from 'commander';
import { UserError } from '../failure.ts';
import { folderName, themeOption } from '../options.ts';
import { PictureFolder } from '../picture-folder.ts';
import { printable } from '../printable.ts';
import { toJson } from '../to-json.ts';

interface PriorOptions {
  readonly out?: string;
  readonly json?: boolean;
  readonly theme?: ThemeName;
}

/** Most priors in one picture, which tells their lines apart. */
const most = 9;

/** `hyperprior prior` */
export function priorCommand(): Command {
  return new Command('prior')
    .summary('show a prior: support, moments, quantiles, and a picture of its density and cdf')
    .description(
      `Describes a prior that is written as text: its support, mean, variance and quantiles. Draws its density and its cumulative distribution; up to ${most} priors are drawn over each other.`,
    )
    .argument('<priors...>', 'a family with its parameters, or a mixture, each in quotes')
    .addOption(
      new Option('--out <dir>', 'write prior.svg and prior.png into this folder').argParser(folderName('--out')),
    )
    .option('--json', 'print the numbers as one JSON object on standard output, and nothing else there')
    .addOption(themeOption())
    .addHelpText('after', help)
    .action((priors: string[], options: PriorOptions) => run(priors, options));
}

const help = `
Families and their parameters:
${Object.entries({ ...families, ...discreteFamilies })
  .map(([name, { parameters }]) => `  ${name.padEnd(18)} ${parameters.join(', ')}`)
  .join('\n')}

Examples:
  $ hyperprior prior "beta(2, 6)"
  $ hyperprior prior "beta(0.5, 0.5)" "relaxed-bernoulli(0.2, 0.25)" --out runs/priors
  $ hyperprior prior "poisson(3)" "binomial(10, 0.3)" --out runs/counts
  $ hyperprior prior "0.3 * beta(2, 6) + 0.7 * normal(0.8, 0.05)" --theme dark --out runs/mixture
  $ hyperprior prior "beta(2, 6)" --json | jq ".priors[0].quantiles"`;

async function run(texts: readonly string[], { out, json, theme }: PriorOptions): Promise<void> {
  if (texts.length > most)
    throw new UserError(`prior: at most ${most} priors can be shown at once, but got ${texts.length}; leave some out`);
  const priors = texts.map(described);
  const folder = out === undefined ? null : await PictureFolder.open(out, 'prior');
  try {
    await folder?.draw(priorFigure(priors, { theme }));
  } finally {
    await folder?.discard();
  }
  if (json) return void process.stdout.write(`${toJson({ priors: priors.map(numbersOf) })}\n`);
  process.stdout.write(`${priors.map(inWords).join('\n\n')}\n`);
  if (folder?.contents) process.stdout.write(`\nWritten to ${printable(folder.contents)}\n`);
}

function described(text: string): PriorDescription {
  try {
    return describePrior(text);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`prior: ${error.message}`);
    throw error;
  }
}

/** The numbers of a prior, without the grid that it is drawn on. */
const numbersOf = ({ label, kind, support, mean, variance, quantiles }: PriorDescription) => ({
  label,
  kind,
  support,
  mean,
  variance,
  quantiles,
});

function inWords({ label, support: [low, high], mean, variance, quantiles }: PriorDescription): string {
  const at = quantiles.map(({ p, x }) => `${100 * p} %: ${short(x)}`);
  return [
    label,
    `  support    ${infinite(low)} to ${infinite(high)}`,
    `  mean       ${short(mean)}`,
    `  variance   ${short(variance)} (standard deviation ${short(Math.sqrt(variance))})`,
    `  quantiles  ${at.join(', ')}`,
  ].join('\n');
}

const short = (value: number): string => String(Number(value.toPrecision(6)));

const infinite = (end: number): string => (Number.isFinite(end) ? short(end) : end < 0 ? '-∞' : '∞');
