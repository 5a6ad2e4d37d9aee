import { Command } from 'commander';
import { UserError } from '../failure.ts';

/** `hyperprior help` */
export function helpCommand(program: Command, commands: readonly Command[]): Command {
  return new Command('help')
    .argument('[command]')
    .description('say how to use a command')
    .action((name?: string) => {
      const command = name === undefined ? program : commands.find((each) => each.name() === name);
      if (!command)
        throw new UserError(
          `there is no command '${name}'; choose one of ${commands.map((each) => each.name()).join(', ')}`,
        );
      command.outputHelp();
    });
}
