import { BackendError } from '@hyperprior/backends';
import { CsvError, NumbersError, TableError } from '@hyperprior/datasets';
import { RunError } from '@hyperprior/experiments';
import { CommanderError } from 'commander';
import { printable } from './printable.ts';

/** What the user asked for cannot be done: said in one line. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Exit codes: the user's input is at fault, the run failed on its own, the user interrupted it. */
export const exitCode = { badInput: 2, failure: 1, interrupted: 130 } as const;

const badInput = [UserError, BackendError, CsvError, NumbersError, TableError];

/** Says in one line what went wrong, on standard error, and returns the exit code. */
export function reportFailure(error: unknown): number {
  // Help was shown, asked for or because no command was named.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCode.badInput;
  if (badInput.some((kind) => error instanceof kind)) return say(wording(error), exitCode.badInput);
  if (error instanceof RunError || process.env.HYPERPRIOR_DEBUG === undefined)
    return say(wording(error), exitCode.failure);
  throw error;
}

/** Prints one line on standard error. */
export function say(message: string, code = 0): number {
  process.stderr.write(`hyperprior: ${printable(message)}\n`);
  return code;
}

const wording = (error: unknown): string => (error instanceof Error ? error.message : String(error));
