import { reportFailure } from './failure.ts';
import { hideGreeting } from './hide-greeting.ts';
import { createProgram } from './program.ts';

// A reader that has seen enough, as `head` has, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

hideGreeting();
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = reportFailure(error);
}
