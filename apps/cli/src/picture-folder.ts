import { rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cannotWrite } from './cannot-write.ts';
import { UserError } from './failure.ts';
import { isFolder, makeFolder } from './make-folder.ts';
import { loadRaster, type Raster } from './raster.ts';

/** Folder of a picture, as SVG and PNG, and of files beside it. A picture's file is never half-written. */
export class PictureFolder {
  readonly path: string;
  readonly #name: string;
  readonly #raster: Raster | null;
  readonly #made: readonly string[];
  readonly #written = new Set<string>();

  private constructor(path: string, name: string, raster: Raster | null, made: readonly string[]) {
    this.path = path;
    this.#name = name;
    this.#raster = raster;
    this.#made = made;
  }

  /**
   * Makes the folder, and checks that its files can get their names.
   * @param name of the picture, without what stands for its format
   * @param others names of the files beside it
   */
  static async open(path: string, name: string, others: readonly string[] = []): Promise<PictureFolder> {
    for (const file of [`${name}.svg`, `${name}.png`, ...others])
      for (const place of [join(path, file), partial(path, file)])
        if (await isFolder(place))
          throw new UserError(
            `--out: '${place}' must be free for a file, but is a folder; take it away or name another --out`,
          );
    const made = await attempt(path, () => makeFolder(path));
    return new PictureFolder(path, name, await loadRaster(`${name}.png is`), made);
  }

  /** Folder and names of the files, as words; null before there are any. */
  get contents(): string | null {
    return this.#written.size > 0 ? `${this.path}: ${[...this.#written].join(', ')}` : null;
  }

  /** Writes the picture, in place of an earlier one. */
  async draw(svg: string): Promise<void> {
    await this.#write(`${this.#name}.svg`, svg);
    if (this.#raster) await this.#write(`${this.#name}.png`, this.#raster.svgToPng(svg));
  }

  /** Counts a file that something else writes among the contents. */
  add(name: string): void {
    this.#written.add(name);
  }

  /** Removes the folders that were made, if they are empty. */
  async discard(): Promise<void> {
    for (const folder of [...this.#made].reverse()) await rmdir(folder).catch(() => undefined);
  }

  async #write(name: string, content: string | Uint8Array): Promise<void> {
    const whole = partial(this.path, name);
    await attempt(this.path, async () => {
      await writeFile(whole, content).catch(async (error: unknown) => {
        await rm(whole, { force: true });
        throw error;
      });
      await rename(whole, join(this.path, name));
    });
    this.#written.add(name);
  }
}

const partial = (folder: string, name: string): string => join(folder, `${name}.partial`);

/** Does work on files of the folder; a failure names it. */
async function attempt<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  return work().catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
}
