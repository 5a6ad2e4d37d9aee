import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggedRecord } from '@hyperprior/cockpit-alpha';
import { cockpitFigure, type FigureOptions } from '@hyperprior/figures';
import { PictureFolder } from '../picture-folder.ts';
import { EventFile } from './event-file.ts';

/** TensorBoard takes a file for one of events by a part of its name. */
const eventsFile = 'cockpit.tfevents';

/** Folder of the pictures and the events of a log. */
export class ScreenFolder {
  readonly #folder: PictureFolder;
  #hasEvents = false;

  private constructor(folder: PictureFolder) {
    this.#folder = folder;
  }

  /** Makes the folder, and checks that the files can get their names. */
  static async open(path: string): Promise<ScreenFolder> {
    return new ScreenFolder(await PictureFolder.open(path, 'cockpit', [eventsFile]));
  }

  /** Folder and names of the files, as words; null before there are any. */
  get contents(): string | null {
    return this.#folder.contents;
  }

  async draw(records: readonly LoggedRecord[], options: FigureOptions): Promise<void> {
    await this.#folder.draw(cockpitFigure(records, options));
  }

  /** Starts a new file of events. It has its name at once: TensorBoard reads along. */
  async events(time: number): Promise<EventFile> {
    const events = await EventFile.create(join(this.#folder.path, eventsFile), time);
    this.#hasEvents = true;
    this.#folder.add(eventsFile);
    return events;
  }

  /** Removes the folder where nothing came of the log. */
  async discard(): Promise<void> {
    if (this.#hasEvents) await rm(join(this.#folder.path, eventsFile), { force: true });
    await this.#folder.discard();
  }
}
