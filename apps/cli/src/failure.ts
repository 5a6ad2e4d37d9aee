import { BackendError } from '@hyperprior/backends';
import { CsvError, NumbersError, TableError } from '@hyperprior/datasets';
import { ConfigError, RunError } from '@hyperprior/experiments';
import { CommanderError } from 'commander';

/** What the user asked for cannot be done: said in one line. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Exit codes: the user's input is at fault, the run failed on its own, the user interrupted it. */
export const exitCode = { badInput: 2, failure: 1, interrupted: 130 } as const;

const badInput = [UserError, BackendError, ConfigError, CsvError, NumbersError, TableError];

/** Says in one line what went wrong, on standard error, and returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCode.badInput;
  if (badInput.some((kind) => error instanceof kind)) return say(error, exitCode.badInput);
  if (error instanceof RunError || process.env.HYPERPRIOR_DEBUG === undefined) return say(error, exitCode.failure);
  throw error;
}

function say(error: unknown, code: number): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`hyperprior: ${message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  return code;
}
