import { type FileHandle, open } from 'node:fs/promises';
import { type LoggedRecord, tensorboardRestart, tensorboardStart, tensorboardStep } from '@hyperprior/cockpit-alpha';
import { cannotWrite } from '../cannot-write.ts';

/** An event file for TensorBoard that grows record by record. */
export class EventFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  /** What is not written yet. */
  #pieces: Uint8Array[];
  #last = -1;

  private constructor(path: string, handle: FileHandle, time: number) {
    this.#path = path;
    this.#handle = handle;
    this.#pieces = [tensorboardStart(time)];
  }

  /** @param time seconds since 1970, as are those below */
  static async create(path: string, time: number): Promise<EventFile> {
    const handle = await open(path, 'w').catch((error: unknown) => {
      throw cannotWrite(path, error);
    });
    return new EventFile(path, handle, time);
  }

  add(record: LoggedRecord, time: number): void {
    if (record.step <= this.#last) this.#pieces.push(tensorboardRestart(record.step, time));
    this.#pieces.push(tensorboardStep(record, time));
    this.#last = record.step;
  }

  async flush(): Promise<void> {
    const pieces = this.#pieces;
    this.#pieces = [];
    if (pieces.length === 0) return;
    await this.#handle.appendFile(Buffer.concat(pieces)).catch((error: unknown) => {
      throw cannotWrite(this.#path, error);
    });
  }

  async close(): Promise<void> {
    await this.#handle.close().catch((error: unknown) => {
      throw cannotWrite(this.#path, error);
    });
  }
}
