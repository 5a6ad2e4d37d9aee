import { ConfigError, type Experiment, infoOf, kindOf, type SettingInfo } from '@hyperprior/experiments';
import { Command, Option } from 'commander';
import { checkSaved } from '../check-saved.ts';
import { configOf } from '../config-of.ts';
import { UserError } from '../failure.ts';
import { refuseIdle } from '../idle-options.ts';
import { inFlags } from '../in-flags.ts';
import { optionValue } from '../option-value.ts';
import { type CommonOptions, commonOptions } from '../options.ts';
import { runExperiment } from '../run-experiment.ts';
import { readSavedRun, type SavedRun } from '../saved-run.ts';
import { checkTableOptions, tableOptions } from '../table.ts';

/** Makes the command of an experiment: its options, their help and their names in errors come from the declaration. */
export function experimentCommand(experiment: Experiment): Command {
  const { name, manual, settings } = experiment;
  const command = new Command(name).summary(manual.summary).description(manual.description);
  const defaults = experiment.check({});
  for (const [setting, type] of Object.entries(settings)) {
    const info = infoOf(type);
    if (info.flag === undefined) continue;
    const kind = kindOf(type);
    const option = new Option(`--${info.flag}`, helpOf(info, Reflect.get(defaults, setting)));
    command.addOption(kind === 'flag' ? option : option.argParser((text, before) => optionValue(kind, text, before)));
    if (info.source === 'table') for (const each of tableOptions()) command.addOption(each);
  }
  for (const option of commonOptions()) command.addOption(option);
  const { notes, examples } = manual;
  const calls = examples.map((options) => `  $ hyperprior ${name} ${options}`);
  command.addHelpText('after', ['', ...(notes ? [notes, ''] : []), 'Examples:', ...calls].join('\n'));
  return command.action((options: CommonOptions) =>
    run(experiment, options).catch((error: unknown) => {
      throw error instanceof ConfigError ? new UserError(inFlags(error, settings)) : error;
    }),
  );
}

/** Explanation of an option with its default. */
function helpOf({ help, fallback }: SettingInfo, value: unknown): string {
  const isShown = typeof value === 'number' || typeof value === 'string' || Array.isArray(value);
  const words = fallback ?? (isShown ? String(value) : undefined);
  return words === undefined ? help : `${help} (default: ${words})`;
}

async function run(experiment: Experiment, typed: CommonOptions): Promise<void> {
  const saved = typed.resume === undefined ? null : await readSavedRun(typed.resume, experiment.name);
  const options = saved ? withSaved(typed, saved) : typed;
  checkTableOptions(options);
  const given = await configOf(experiment, options);
  const config = saved ? checkSaved(experiment, saved, given) : given;
  refuseIdle(experiment, given, experiment.check(config));
  await runExperiment(experiment, config, options, saved);
}

/** Options of a resumed run: those of the saved one, unless typed otherwise. */
const withSaved = (typed: CommonOptions, saved: SavedRun): CommonOptions => ({
  ...saved.options,
  ...typed,
  gif: typed.gif && Reflect.get(saved.options, 'gif') !== false,
});
