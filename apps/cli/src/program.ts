import { experiments } from '@hyperprior/experiments';
import { Command, type CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { backendsCommand } from './commands/backends.ts';
import { cockpitCommand } from './commands/cockpit.ts';
import { experimentCommand } from './commands/experiment.ts';
import { helpCommand } from './commands/help.ts';
import { priorCommand } from './commands/prior.ts';
import { UserError } from './failure.ts';

/** The command `hyperprior` with all it can do. */
export function createProgram(): Command {
  const program = new Command('hyperprior')
    .description(
      'A research bench for TensorFlow.js: losses that shape distributions, on the best backend of this machine.',
    )
    .version(packageJson.version)
    .helpCommand(false)
    // What is wrong is said where every failure is.
    .configureOutput({ outputError: () => undefined })
    .exitOverride(refuse('hyperprior'))
    .addHelpText(
      'after',
      `
Start here:
  $ hyperprior gates                  train gated classifiers on real digits
  $ hyperprior channel-gates          gate a convolutional network's channels
  $ hyperprior bas --preset beta-2-6  make 500 points follow Beta(2, 6)
  $ hyperprior gbas --target 0.3      let 30 batches learn their priors
  $ hyperprior alpha                  see which learning rate is right
  $ hyperprior prior "beta(2, 6)"     a prior's moments, quantiles and shape
  $ hyperprior cockpit run.jsonl      what a training's log says of its steps
  $ hyperprior backends               what this machine can compute on
  $ hyperprior bas --help             the options of one command`,
    );
  const commands = [
    ...experiments.map((experiment) => experimentCommand(experiment)),
    priorCommand(),
    cockpitCommand(),
    backendsCommand(),
  ];
  for (const command of [...commands, helpCommand(program, commands)])
    program.addCommand(command.copyInheritedSettings(program).exitOverride(refuse(`hyperprior ${command.name()}`)));
  return program;
}

/** Turns what commander says of a wrong call into one line, with where to read on. */
const refuse = (command: string) => (error: CommanderError) => {
  if (error.exitCode === 0 || error.code === 'commander.help') throw error;
  throw new UserError(`${error.message.replace(/^error: /, '').replace(/\.$/, '')}; ${command} --help says more`);
};
