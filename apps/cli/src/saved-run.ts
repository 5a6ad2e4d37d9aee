import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { RunFrame } from '@hyperprior/experiments';
import { hasCompletedRun } from './completed-run.ts';
import { UserError } from './failure.ts';
import { reason } from './read-input.ts';

/** State of a run that its folder keeps, so that the run can be resumed. */
export interface SavedRun {
  readonly experiment: string;
  /** Options of input files, which are read again, and of pictures. */
  readonly options: object;
  /** Frame with its state. */
  readonly frame: RunFrame;
  /** Lengths, in bytes, of the frames and logs up to this frame, by file name. */
  readonly lengths: Readonly<Record<string, number>>;
}

/** Name of the file that holds a saved run. */
export const savedRunFile = 'checkpoint.bin';

const version = 1;

export const encodeSavedRun = (saved: SavedRun): Uint8Array => serialize({ version, ...saved });

/** Folder in which a stopped run waits beside a completed one. */
export const unfinished = (path: string): string => join(path, 'unfinished');

/** Reads the run that a folder keeps. Throws a UserError if there is none, or one of another experiment. */
export async function readSavedRun(folder: string, experiment: string): Promise<SavedRun> {
  const places = (await hasCompletedRun(folder)) ? [unfinished(folder)] : [unfinished(folder), folder];
  for (const place of places) {
    const bytes = await readFile(join(place, savedRunFile)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
        return null;
      throw new UserError(`--resume: cannot read '${join(place, savedRunFile)}': ${reason(error)}`);
    });
    if (bytes) return decode(bytes, join(place, savedRunFile), experiment);
  }
  throw new UserError(
    `--resume: '${folder}' holds no run to resume; name the --out folder of a run that was stopped or killed`,
  );
}

function decode(bytes: Uint8Array, path: string, experiment: string): SavedRun {
  const saved: unknown = attempt(() => deserialize(bytes));
  if (isObject(saved) && 'version' in saved && saved.version !== version)
    throw new UserError(
      `--resume: '${path}' must be a checkpoint of version ${version}, but is one of version ${saved.version}; start the run again`,
    );
  if (!isSavedRun(saved))
    throw new UserError(`--resume: '${path}' must be the checkpoint of a run, but is something else`);
  if (saved.experiment === experiment) return saved;
  throw new UserError(
    `--resume: the run must be one of ${experiment}, but is one of ${saved.experiment}; use hyperprior ${saved.experiment} --resume`,
  );
}

function attempt(make: () => unknown): unknown {
  try {
    return make();
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function isSavedRun(value: unknown): value is SavedRun {
  if (typeof value !== 'object' || value === null) return false;
  const { experiment, options, frame, lengths }: Partial<SavedRun> = value;
  const isObject = [options, frame, lengths].every((part) => typeof part === 'object' && part !== null);
  return 'version' in value && value.version === version && typeof experiment === 'string' && isObject;
}
