import { readFile } from 'node:fs/promises';
import { UserError } from './failure.ts';

/**
 * What a text file that the user named holds. Throws a UserError that names the option and the file where it cannot
 * be read or parsed.
 */
export async function readInput<Content>(
  option: string,
  path: string,
  parse: (text: string) => Content,
): Promise<Content> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UserError(`${option}: cannot read '${path}': ${reason(error)}`);
  });
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(`${option}: '${path}': ${error.message.replace(/^\w+: /, '')}`);
  }
}

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
