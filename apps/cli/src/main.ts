import { reportFailure } from './failure.ts';
import { hideGreeting } from './hide-greeting.ts';
import { createProgram } from './program.ts';
import { watchOutput } from './watch-output.ts';

watchOutput();
hideGreeting();
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
