import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { backendsCommand } from './commands/backends.ts';
import { basCommand } from './commands/bas.ts';
import { gatesCommand } from './commands/gates.ts';

/** The command `hyperprior` with all it can do. */
export function createProgram(): Command {
  const program = new Command('hyperprior')
    .description(
      'A research bench for TensorFlow.js: losses that shape distributions, on the best backend of this machine.',
    )
    .version(packageJson.version)
    .exitOverride()
    .showHelpAfterError('(hyperprior --help says more)')
    .addHelpText(
      'after',
      `
Start here:
  $ hyperprior gates                        train a gated classifier on real digits, four ways, and compare
  $ hyperprior bas --preset beta-2-6        make 500 points follow Beta(2, 6)
  $ hyperprior backends                     what this machine can compute on, and why not the rest
  $ hyperprior bas --help                   the options of one command`,
    );
  for (const command of [basCommand(), gatesCommand(), backendsCommand()])
    program.addCommand(command.exitOverride().showHelpAfterError(`(hyperprior ${command.name()} --help says more)`));
  return program;
}
