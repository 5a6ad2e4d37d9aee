import { type FileHandle, open, stat } from 'node:fs/promises';
import { UserError } from '../failure.ts';
import { reason } from '../read-input.ts';

/** Bytes that are read at once: a log may be larger than a text can be. */
const piece = 2 ** 20;

/** A log that is read piece by piece, also while it is being written. */
export class LogFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #inode: number;
  readonly #buffer = new Uint8Array(piece);
  readonly #decoder = new TextDecoder();
  #position = 0;

  private constructor(path: string, handle: FileHandle, inode: number) {
    this.#path = path;
    this.#handle = handle;
    this.#inode = inode;
  }

  /** Throws a UserError where there is no such file to read. */
  static async open(path: string): Promise<LogFile> {
    try {
      // A pipe would never be opened, nor read a second time.
      const found = await stat(path);
      if (found.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      if (!found.isFile()) throw new Error('it is no file');
      return new LogFile(path, await open(path), found.ino);
    } catch (error) {
      throw cannotRead(path, error);
    }
  }

  /** The text that comes next; null where there is no more by now. */
  async read(): Promise<string | null> {
    const { bytesRead } = await this.#handle.read(this.#buffer, 0, piece, this.#position).catch((error: unknown) => {
      throw cannotRead(this.#path, error);
    });
    this.#position += bytesRead;
    return bytesRead > 0 ? this.#decoder.decode(this.#buffer.subarray(0, bytesRead), { stream: true }) : null;
  }

  /** The share that has been read, and when the file was last written to, in seconds since 1970. */
  async state(): Promise<{ readonly read: number; readonly modified: number }> {
    const { size, mtimeMs } = await this.#handle.stat();
    return { read: size > 0 ? Math.min(1, this.#position / size) : 1, modified: mtimeMs / 1000 };
  }

  /** Whether another file has taken its name, or it has become shorter than what was read of it. */
  async isReplaced(): Promise<boolean> {
    const found = await stat(this.#path).catch(() => null);
    return found !== null && (found.ino !== this.#inode || found.size < this.#position);
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

const cannotRead = (path: string, error: unknown) => new UserError(`cannot read '${path}': ${reason(error)}`);
