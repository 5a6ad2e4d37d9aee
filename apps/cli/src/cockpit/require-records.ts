import { UserError } from '../failure.ts';
import type { Reading } from './reading.ts';

/** That a file with lines in it has records too. */
export function requireLog({ path, log }: Reading): void {
  const { damaged, records } = log.reader;
  if (records.length === 0 && damaged.lines > 0)
    throw new UserError(
      `'${path}' is no log: line ${damaged.first} is no record; logLine of @hyperprior/cockpit-alpha writes them`,
    );
}

/** That a file has records. */
export function requireRecords(reading: Reading): void {
  requireLog(reading);
  const { records, isTorn } = reading.log.reader;
  if (records.length > 0) return;
  if (isTorn) throw new UserError(`'${reading.path}' is no log: it has no line that has ended`);
  throw new UserError(`'${reading.path}' has no record yet; --follow waits for the first one`);
}
