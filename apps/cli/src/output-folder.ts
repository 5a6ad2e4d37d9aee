import { type FileHandle, open, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite } from './cannot-write.ts';
import { UserError } from './failure.ts';
import { isLog, LogFiles } from './log-files.ts';
import { isFolder, makeFolder } from './make-folder.ts';
import { toJson } from './to-json.ts';

/**
 * Where a run's files go. Every file is written under another name first and renamed when it is whole, so that a file
 * of its own name is never half-written. A run's files replace those of an earlier run; but where that one was
 * completed and this one is not, this one's go into the folder `unfinished` beside them. Logs alone have their own names
 * while they are written, beside a completed run's in `unfinished`, so that nothing of it is lost.
 */
export class OutputFolder {
  readonly #path: string;
  readonly #frames: FileHandle;
  readonly #holdsCompleted: boolean;
  /** Folders made on the way, the outermost first. */
  readonly #made: string[];
  readonly #written: string[] = [];
  readonly #logs: LogFiles;
  #place: string;
  #isOpen = true;
  #isKept = false;

  private constructor(path: string, frames: FileHandle, holdsCompleted: boolean, made: string[]) {
    this.#path = path;
    this.#place = path;
    this.#frames = frames;
    this.#holdsCompleted = holdsCompleted;
    this.#made = made;
    this.#logs = new LogFiles(holdsCompleted ? unfinished(path) : path);
  }

  /** Makes the folder, and makes sure before the run begins that all its files can get their names. */
  static async open(path: string): Promise<OutputFolder> {
    const holdsCompleted = await hasCompletedRun(path);
    for (const place of holdsCompleted ? [path, unfinished(path)] : [path]) await checkNames(place);
    const made: string[] = [];
    try {
      made.push(...(await makeFolder(path)));
      return new OutputFolder(path, await open(partial(path, 'frames.jsonl'), 'w'), holdsCompleted, made);
    } catch (error) {
      await removeEmpty(made);
      throw cannotWrite(path, error);
    }
  }

  /** Where the files have their names, and what they are, in words; null before there are any. */
  get contents(): string | null {
    return this.#written.length > 0 ? `${this.#place}: ${this.#written.join(', ')}` : null;
  }

  /** Appends a frame as one line. */
  async addFrame(frame: object): Promise<void> {
    await this.#attempt(() => this.#frames.appendFile(`${toJson(frame)}\n`));
  }

  /** Adds text to a log, which can be read along. */
  async addLog(name: string, text: string): Promise<void> {
    await this.#attempt(async () => {
      if (this.#holdsCompleted) this.#made.push(...(await makeFolder(unfinished(this.#path))));
      await this.#logs.add(name, text);
    });
  }

  /**
   * Gives the frames and the result their names and takes away what an earlier run left: the files of two runs never
   * mix. Nothing is replaced before all of it is on the disk.
   */
  async keep(result: { readonly completed: boolean } | null): Promise<void> {
    await this.#close();
    if (this.#holdsCompleted && !result?.completed) {
      this.#place = unfinished(this.#path);
      await this.#attempt(async () => this.#made.push(...(await makeFolder(this.#place))));
    }
    if (result) await this.#writePartial('result.json', `${toJson(result, 2)}\n`);
    await this.#name('frames.jsonl', this.#path);
    if (result) await this.#name('result.json');
    await this.#attempt(() => this.#keepLogs());
    await this.#attempt(() => this.#removeStale());
    await removeEmpty(this.#made);
  }

  async #keepLogs(): Promise<void> {
    this.#isKept = true;
    await this.#logs.moveTo(this.#place);
    this.#written.push(...this.#logs.names);
  }

  async #removeStale(): Promise<void> {
    const logs = (await readdir(this.#place)).filter(isLog);
    const stale = [...outputs, ...logs].filter((name) => !this.#written.includes(name));
    await Promise.all(stale.map((name) => rm(join(this.#place, name), { force: true })));
  }

  /** Writes a whole file. */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    await this.#writePartial(name, content);
    await this.#name(name);
  }

  /** Takes away what was not kept: the list of frames, logs, and folders that were made for it. */
  async discard(): Promise<void> {
    await this.#close();
    await rm(partial(this.#path, 'frames.jsonl'), { force: true });
    if (!this.#isKept) await this.#logs.remove();
    await removeEmpty(this.#made);
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#attempt(() => Promise.all([this.#frames.close(), this.#logs.close()]));
  }

  async #writePartial(name: string, content: string | Uint8Array): Promise<void> {
    const path = partial(this.#place, name);
    try {
      await this.#attempt(() => writeFile(path, content));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async #name(name: string, from = this.#place): Promise<void> {
    await this.#attempt(() => rename(partial(from, name), join(this.#place, name)));
    this.#written.push(name);
  }

  async #attempt<Value>(work: () => Promise<Value>): Promise<Value> {
    return work().catch((error: unknown) => {
      throw cannotWrite(this.#path, error);
    });
  }
}

/** All that a run writes. */
const outputs = ['frames.jsonl', 'result.json', 'figure.svg', 'figure.png', 'figure.gif'];

const partial = (folder: string, name: string): string => join(folder, `${name}.partial`);

const unfinished = (path: string): string => join(path, 'unfinished');

/** Whether a folder holds a result that does not say of itself that its run was stopped. */
async function hasCompletedRun(path: string): Promise<boolean> {
  try {
    const result: unknown = JSON.parse(await readFile(join(path, 'result.json'), 'utf8'));
    return !(typeof result === 'object' && result !== null && 'completed' in result && result.completed === false);
  } catch (error) {
    return error instanceof SyntaxError;
  }
}

async function checkNames(place: string): Promise<void> {
  for (const name of outputs)
    for (const path of [join(place, name), partial(place, name)])
      if (await isFolder(path))
        throw new UserError(
          `--out: '${path}' must be free for a file, but is a folder; take it away or name another --out`,
        );
}

/** Takes away folders that hold nothing, the innermost first. */
async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of [...folders].reverse()) await rmdir(folder).catch(() => undefined);
}
