import {
  copyFile,
  type FileHandle,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '@hyperprior/experiments';
import { cannotWrite } from './cannot-write.ts';
import { hasCompletedRun } from './completed-run.ts';
import { UserError } from './failure.ts';
import { LogFiles } from './log-files.ts';
import { isFolder, makeFolder } from './make-folder.ts';
import { framesFile, isOutput, resultFile } from './output-names.ts';
import { encodeSavedRun, type SavedRun, savedRunFile, unfinished } from './saved-run.ts';
import { plainResult, toJson } from './to-json.ts';

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
  readonly #isResumed: boolean;
  #framesLength: number;
  /** Whether the folder holds a saved run, whose frames and logs must stay. */
  #isSaved: boolean;
  #isOpen = true;
  #isKept = false;

  private constructor(
    path: string,
    frames: FileHandle,
    holdsCompleted: boolean,
    made: string[],
    saved: SavedRun | null,
  ) {
    this.#path = path;
    this.#place = path;
    this.#frames = frames;
    this.#holdsCompleted = holdsCompleted;
    this.#made = made;
    this.#isResumed = saved !== null;
    this.#isSaved = saved !== null;
    this.#framesLength = saved?.lengths[framesFile] ?? 0;
    this.#logs = new LogFiles(holdsCompleted ? unfinished(path) : path);
  }

  /**
   * Makes the folder, and makes sure before the run begins that all its files can get their names. The files of a saved
   * run are cut to their lengths at its frame, and continued.
   */
  static async open(path: string, saved: SavedRun | null = null): Promise<OutputFolder> {
    const holdsCompleted = await hasCompletedRun(path);
    for (const place of holdsCompleted ? [path, unfinished(path)] : [path]) await checkNames(place);
    const made: string[] = [];
    try {
      made.push(...(await makeFolder(path)));
      if (saved) await restoreFrames(path, saved.lengths[framesFile]);
      const frames = await open(partial(path, framesFile), saved ? 'a' : 'w');
      const folder = new OutputFolder(path, frames, holdsCompleted, made, saved);
      if (saved) await folder.#resumeLogs(saved);
      else await rm(join(folder.#live, savedRunFile), { force: true });
      return folder;
    } catch (error) {
      await removeEmpty(made);
      throw error instanceof UserError ? error : cannotWrite(path, error);
    }
  }

  /** Where the files have their names, and what they are, in words; null before there are any. */
  get contents(): string | null {
    return this.#written.length > 0 ? `${this.#place}: ${this.#written.join(', ')}` : null;
  }

  /** Folder of the logs and the saved run while the run goes on. */
  get #live(): string {
    return this.#holdsCompleted ? unfinished(this.#path) : this.#path;
  }

  async #resumeLogs({ lengths }: SavedRun): Promise<void> {
    for (const [name, length] of Object.entries(lengths))
      if (name !== framesFile) await this.#logs.resume(name, length);
  }

  /** Appends a frame as one line. */
  async addFrame(frame: object): Promise<void> {
    const line = `${toJson(frame)}\n`;
    await this.#attempt(() => this.#frames.appendFile(line));
    this.#framesLength += Buffer.byteLength(line);
  }

  /** Saves the run at its latest frame, so that it can be resumed from there. */
  async save(run: Omit<SavedRun, 'lengths'>): Promise<void> {
    await this.#attempt(async () => {
      if (this.#holdsCompleted) this.#made.push(...(await makeFolder(this.#live)));
      const lengths = { [framesFile]: this.#framesLength, ...(await this.#logs.lengths()) };
      const path = join(this.#live, savedRunFile);
      await writeFile(`${path}.partial`, encodeSavedRun({ ...run, lengths }));
      await rename(`${path}.partial`, path);
      this.#isSaved = true;
    });
  }

  /** Returns the frames of the run so far, as their lines in the file. */
  async frameLines(): Promise<string[]> {
    const text = await readFile(partial(this.#path, framesFile), 'utf8');
    return text.split('\n').filter((line) => line !== '');
  }

  /** Adds text to a log, which can be read along. */
  async addLog(name: string, text: string): Promise<void> {
    await this.#attempt(async () => {
      if (this.#holdsCompleted) this.#made.push(...(await makeFolder(unfinished(this.#path))));
      await this.#logs.add(name, text);
    });
  }

  /**
   * Gives the frames, the result and its files their names and removes the files of an earlier run, so that the files of two runs
   * never mix. Nothing is replaced before all of it is on the disk. The saved run stays only if it can be resumed.
   */
  async keep(result: RunResult | null, files: readonly ResultFile[], canResume = false): Promise<void> {
    await this.#close();
    if (this.#holdsCompleted && !result?.completed) {
      this.#place = unfinished(this.#path);
      await this.#attempt(async () => this.#made.push(...(await makeFolder(this.#place))));
    }
    const whole = result ? [[resultFile, `${toJson(plainResult(result), 2)}\n`] as const, ...files] : [];
    await this.#writePartials(whole);
    await this.#name(framesFile, this.#path);
    for (const [name] of whole) await this.#name(name);
    await this.#attempt(() => this.#keepLogs());
    await this.#attempt(() => this.#removeStale());
    if (!canResume) await this.#attempt(() => this.#removeSaved(result));
    await removeEmpty(this.#made);
  }

  async #keepLogs(): Promise<void> {
    this.#isKept = true;
    await this.#logs.moveTo(this.#place);
    this.#written.push(...this.#logs.names);
  }

  /** Removes the saved run, and after a resumed run that is complete the files that it left when it was stopped. */
  async #removeSaved(result: RunResult | null): Promise<void> {
    for (const place of [this.#live, this.#path]) await rm(join(place, savedRunFile), { force: true });
    const beside = unfinished(this.#path);
    if (!this.#isResumed || !result?.completed || !(await isFolder(beside))) return;
    const remaining = (await readdir(beside)).filter(isOutput);
    await Promise.all(remaining.map((name) => rm(join(beside, name), { force: true })));
    await removeEmpty([beside]);
  }

  async #removeStale(): Promise<void> {
    const outputs = (await readdir(this.#place)).filter(isOutput);
    const stale = outputs.filter((name) => !this.#written.includes(name));
    await Promise.all(stale.map((name) => rm(join(this.#place, name), { force: true })));
  }

  /** Writes a whole file. */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    await this.#writePartial(name, content);
    await this.#name(name);
  }

  /** Removes frames, logs and folders that were not kept, unless the run can be resumed from them. */
  async discard(): Promise<void> {
    await this.#close();
    await rm(join(this.#live, `${savedRunFile}.partial`), { force: true });
    if (this.#isSaved && !this.#isKept) return;
    await rm(partial(this.#path, framesFile), { force: true });
    if (!this.#isKept) await this.#logs.remove();
    await removeEmpty(this.#made);
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#attempt(() => Promise.all([this.#frames.close(), this.#logs.close()]));
  }

  async #writePartials(files: readonly ResultFile[]): Promise<void> {
    const begun: string[] = [];
    try {
      for (const [name, text] of files) {
        await this.#writePartial(name, text);
        begun.push(name);
      }
    } catch (error) {
      for (const name of begun) await rm(partial(this.#place, name), { force: true });
      throw error;
    }
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

/** Name and text of a file. */
type ResultFile = readonly [name: string, text: string];

const ending = '.partial';

const partial = (folder: string, name: string): string => join(folder, `${name}${ending}`);

/** Brings back the frames of a saved run: those of a killed one are still partial, those of a stopped one have their name. */
async function restoreFrames(path: string, length: number): Promise<void> {
  const target = partial(path, framesFile);
  const sources = [target, join(unfinished(path), framesFile), join(path, framesFile)];
  const sizes = await Promise.all(sources.map(sizeOf));
  const source = sources.find((_, i) => sizes[i] >= length);
  if (source === undefined)
    throw new UserError(
      `--resume: '${path}' must hold the frames of the run, but they are missing or cut short; start it again`,
    );
  if (source !== target) await copyFile(source, target);
  await truncate(target, length);
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => -1,
  );

async function checkNames(place: string): Promise<void> {
  // Where there is no such folder, no name is taken.
  const names = await readdir(place).catch((): string[] => []);
  for (const name of names.filter((each) => isOutput(each.endsWith(ending) ? each.slice(0, -ending.length) : each))) {
    const path = join(place, name);
    if (await isFolder(path))
      throw new UserError(
        `--out: '${path}' must be free for a file, but is a folder; take it away or name another --out`,
      );
  }
}

/** Takes away folders that hold nothing, the innermost first. */
async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of [...folders].reverse()) await rmdir(folder).catch(() => undefined);
}
