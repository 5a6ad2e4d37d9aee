import { UserError } from './failure.ts';
import { reason } from './read-input.ts';

/** What to say where a file or folder below --out cannot be written. */
export const cannotWrite = (path: string, error: unknown): UserError =>
  new UserError(`--out: cannot write to '${path}': ${reason(error)}`);
