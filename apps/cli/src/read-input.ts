import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { decodeText } from '@hyperprior/datasets';
import { UserError } from './failure.ts';

/** Name of a file that stands for standard input. */
const standardInput = '-';

/**
 * Parses a text file that the user named, or standard input for `-`. Throws a UserError that names the option and the file
 * where it cannot be read or parsed.
 */
export async function readInput<Content>(
  option: string,
  path: string,
  parse: (text: string) => Content,
): Promise<Content> {
  const name = path === standardInput ? 'standard input' : `'${path}'`;
  const bytes = await (path === standardInput ? buffer(process.stdin) : readFile(path)).catch((error: unknown) => {
    throw new UserError(`${option}: cannot read ${name}: ${reason(error)}`);
  });
  try {
    return parse(decodeText(bytes));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(`${option}: ${name}: ${inFlags(error.message.replace(/^\w+: /, ''))}`);
  }
}

/** Names the options of the command in advice that names those of the reader: `set 'decimal' to ','`. */
const inFlags = (advice: string): string =>
  advice
    .replaceAll("set 'header' to true if it is, to false if", 'add --header if it is, --no-header if')
    .replaceAll("'header' to true", '--header')
    .replaceAll("'header' to false", '--no-header')
    .replaceAll(/'(delimiter|decimal|label)' to '([^']*)'/g, "--$1 '$2'")
    .replaceAll(/'(delimiter|decimal|header|label)'/g, '--$1');

/** Why a file operation failed, in words. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Record<string, string> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'a file of that name is in the way',
    ENOSPC: 'the disk is full',
    EROFS: 'the file system is read-only',
  };
  return known[code] ?? (error instanceof Error ? error.message : String(error));
}
