import { exitCode, say } from './failure.ts';
import { reason } from './read-input.ts';

/**
 * Handles output that cannot be written. A reader of standard output that has seen enough, as `head` has, closes the pipe: the
 * run still writes its files, and ends without a word. Where nobody reads standard error, the run stops as by Ctrl-C.
 */
export function watchOutput(): void {
  let isBroken = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isBroken) return;
    isBroken = true;
    process.exitCode = say(`cannot write to standard output: ${reason(error)}`, exitCode.badInput);
  });
  process.stderr.once('error', () => {
    process.stderr.on('error', () => undefined);
    process.kill(process.pid, 'SIGTERM');
  });
}
