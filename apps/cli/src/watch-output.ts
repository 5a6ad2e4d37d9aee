import { exitCode, say } from './failure.ts';
import { reason } from './read-input.ts';

/**
 * Handles output that cannot be written. A reader of standard output that has seen enough, as `head` has, closes the pipe: the
 * run still writes its files, and ends without a word. If the reader of standard error closes it, the run stops as by
 * Ctrl-C; progress that cannot be written for another reason, such as a full disk, is left out.
 */
export function watchOutput(): void {
  let isBroken = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isBroken) return;
    isBroken = true;
    process.exitCode = say(`cannot write to standard output: ${reason(error)}`, exitCode.badInput);
  });
  let isClosed = false;
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' || isClosed) return;
    isClosed = true;
    process.kill(process.pid, 'SIGTERM');
  });
}
