import { type FileHandle, open, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';

/** Logs that are added to while a run goes on. They have their own names from the first line, so that others can read along. */
export class LogFiles {
  readonly #folder: string;
  readonly #files = new Map<string, FileHandle>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Lengths of the logs in bytes, by name. */
  async lengths(): Promise<Record<string, number>> {
    const sizes = [...this.#files].map(async ([name, file]) => [name, (await file.stat()).size] as const);
    return Object.fromEntries(await Promise.all(sizes));
  }

  /** Opens a log of a run that is resumed, cut to its length at that time. */
  async resume(name: string, length: number): Promise<void> {
    const path = join(this.#folder, name);
    await truncate(path, length);
    this.#files.set(name, await open(path, 'a'));
  }

  get names(): string[] {
    return [...this.#files.keys()];
  }

  /** Adds text to a log; the first text replaces a file of an earlier run. */
  async add(name: string, text: string): Promise<void> {
    const file = this.#files.get(name) ?? (await open(join(this.#folder, name), 'w'));
    this.#files.set(name, file);
    await file.appendFile(text);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => file.close()));
  }

  /** Moves all of them to another folder; whoever reads along goes on. */
  async moveTo(folder: string): Promise<void> {
    if (folder === this.#folder) return;
    await Promise.all(this.names.map((name) => rename(join(this.#folder, name), join(folder, name))));
  }

  async remove(): Promise<void> {
    await Promise.all(this.names.map((name) => rm(join(this.#folder, name), { force: true })));
  }
}
