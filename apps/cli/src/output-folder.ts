import { type FileHandle, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './failure.ts';
import { reason } from './read-input.ts';

/**
 * Where a run's files go. Every file is written under another name first and renamed when it is whole, so that a file
 * of its own name is never half-written.
 */
export class OutputFolder {
  readonly path: string;
  readonly #frames: FileHandle;

  private constructor(path: string, frames: FileHandle) {
    this.path = path;
    this.#frames = frames;
  }

  /** Makes the folder and makes sure that it can be written to, before the run begins. */
  static async open(path: string): Promise<OutputFolder> {
    try {
      await mkdir(path, { recursive: true });
      return new OutputFolder(path, await open(join(path, partial('frames.jsonl')), 'w'));
    } catch (error) {
      throw new UserError(`--out: cannot write to '${path}': ${reason(error)}`);
    }
  }

  /** Appends a frame as one line. */
  async addFrame(frame: object): Promise<void> {
    await this.#frames.write(`${toJson(frame)}\n`);
  }

  /** Writes a whole file. */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    await writeFile(join(this.path, partial(name)), content);
    await rename(join(this.path, partial(name)), join(this.path, name));
  }

  /** Closes the list of frames; without any, it is removed. */
  async close(keep: boolean): Promise<void> {
    await this.#frames.close();
    const from = join(this.path, partial('frames.jsonl'));
    if (keep) await rename(from, join(this.path, 'frames.jsonl'));
    else await rm(from, { force: true });
  }
}

const partial = (name: string) => `${name}.partial`;

/** Plain data as JSON: typed arrays become lists, and numbers that JSON lacks become strings. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_, item) => plain(item), indent);
}

function plain(item: unknown): unknown {
  if (item instanceof Float32Array) return Array.from(item, (value) => finiteOrText(Number(value.toPrecision(7))));
  if (item instanceof Float64Array) return Array.from(item, finiteOrText);
  return typeof item === 'number' ? finiteOrText(item) : item;
}

const finiteOrText = (value: number): number | string => (Number.isFinite(value) ? value : String(value));
