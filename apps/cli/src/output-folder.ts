import { type FileHandle, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './failure.ts';
import { makeFolder } from './make-folder.ts';
import { reason } from './read-input.ts';

/**
 * Where a run's files go. Every file is written under another name first and renamed when it is whole, so that a file
 * of its own name is never half-written.
 */
export class OutputFolder {
  readonly path: string;
  readonly #frames: FileHandle;
  #isOpen = true;

  private constructor(path: string, frames: FileHandle) {
    this.path = path;
    this.#frames = frames;
  }

  /** Makes the folder and makes sure that it can be written to, before the run begins. */
  static async open(path: string): Promise<OutputFolder> {
    try {
      await makeFolder(path);
      return new OutputFolder(path, await open(join(path, partial('frames.jsonl')), 'w'));
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }

  /** Appends a frame as one line. */
  async addFrame(frame: object): Promise<void> {
    await this.#attempt(() => this.#frames.appendFile(`${toJson(frame)}\n`));
  }

  /** Writes a whole file. */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    const unfinished = join(this.path, partial(name));
    try {
      await this.#attempt(() => writeFile(unfinished, content));
      await this.#attempt(() => rename(unfinished, join(this.path, name)));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  /** Gives the list of frames its name, and takes away what an earlier run left: the files of two runs never mix. */
  async keepFrames(): Promise<void> {
    await this.#close();
    for (const name of outputs) await rm(join(this.path, name), { force: true });
    await this.#attempt(() => rename(join(this.path, partial('frames.jsonl')), join(this.path, 'frames.jsonl')));
  }

  /** Takes away a list of frames that was not kept. */
  async discard(): Promise<void> {
    await this.#close();
    await rm(join(this.path, partial('frames.jsonl')), { force: true });
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#frames.close();
  }

  async #attempt<Value>(work: () => Promise<Value>): Promise<Value> {
    return work().catch((error: unknown) => {
      throw cannotWrite(this.path, error);
    });
  }
}

/** What a run writes once it has ended, beside its frames. */
const outputs = ['figure.svg', 'figure.png', 'figure.gif', 'result.json'];

const cannotWrite = (path: string, error: unknown) =>
  new UserError(`--out: cannot write to '${path}': ${reason(error)}`);

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
