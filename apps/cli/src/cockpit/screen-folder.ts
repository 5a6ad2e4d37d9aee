import { rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggedRecord } from '@hyperprior/cockpit-alpha';
import { cockpitFigure, type FigureOptions } from '@hyperprior/figures';
import { cannotWrite } from '../cannot-write.ts';
import { UserError } from '../failure.ts';
import { isFolder, makeFolder } from '../make-folder.ts';
import { loadRaster, type Raster } from '../raster.ts';
import { EventFile } from './event-file.ts';

/** TensorBoard takes a file for one of events by a part of its name. */
const names = { svg: 'cockpit.svg', png: 'cockpit.png', events: 'cockpit.tfevents' } as const;

/** Where the pictures and the events of a log go. A file of a picture's name is never half-written. */
export class ScreenFolder {
  readonly #path: string;
  readonly #raster: Raster | null;
  readonly #made: readonly string[];
  readonly #written = new Set<string>();

  private constructor(path: string, raster: Raster | null, made: readonly string[]) {
    this.#path = path;
    this.#raster = raster;
    this.#made = made;
  }

  /** Makes the folder, and makes sure that the files can get their names. */
  static async open(path: string): Promise<ScreenFolder> {
    for (const name of Object.values(names))
      for (const place of [join(path, name), partial(path, name)])
        if (await isFolder(place))
          throw new UserError(
            `--out: '${place}' must be free for a file, but is a folder; take it away or name another --out`,
          );
    const made = await attempt(path, () => makeFolder(path));
    return new ScreenFolder(path, await loadRaster('cockpit.png is'), made);
  }

  /** Where the files are, and what they are; null before there are any. */
  get contents(): string | null {
    return this.#written.size > 0 ? `${this.#path}: ${[...this.#written].join(', ')}` : null;
  }

  async draw(records: readonly LoggedRecord[], options: FigureOptions): Promise<void> {
    const svg = cockpitFigure(records, options);
    await this.#write(names.svg, svg);
    if (this.#raster) await this.#write(names.png, this.#raster.svgToPng(svg));
  }

  /** Begins the events anew. They have their name at once: TensorBoard reads along. */
  async events(time: number): Promise<EventFile> {
    const events = await EventFile.create(join(this.#path, names.events), time);
    this.#written.add(names.events);
    return events;
  }

  /** Takes the folder away where nothing came of the log. */
  async discard(): Promise<void> {
    if (this.#written.has(names.events)) await rm(join(this.#path, names.events), { force: true });
    for (const folder of [...this.#made].reverse()) await rmdir(folder).catch(() => undefined);
  }

  async #write(name: string, content: string | Uint8Array): Promise<void> {
    const whole = partial(this.#path, name);
    await attempt(this.#path, async () => {
      await writeFile(whole, content).catch(async (error: unknown) => {
        await rm(whole, { force: true });
        throw error;
      });
      await rename(whole, join(this.#path, name));
    });
    this.#written.add(name);
  }
}

const partial = (folder: string, name: string): string => join(folder, `${name}.partial`);

/** Work on files of the folder; what fails is said with its name. */
async function attempt<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  return work().catch((error: unknown) => {
    throw cannotWrite(path, error);
  });
}
