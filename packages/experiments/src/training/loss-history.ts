import { dispose, stack, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { nextTask } from './next-task.ts';
import { read } from './read.ts';

/** Maximum number of steps whose losses wait on the device to be read. */
const maxPending = 256;

/** Losses of a run, one or several a step. They wait on the device for a while, so that no step waits for a read. */
export class LossHistory {
  readonly #pending: Tensor[] = [];
  readonly #columns: number[][];

  /** @param columns losses of the steps before a resumed run, one list for each kind of loss */
  constructor(columns: readonly ArrayLike<number>[]) {
    this.#columns = columns.map((column) => Array.from(column));
  }

  /** Number of steps that have been read. */
  get length(): number {
    return this.#columns[0].length;
  }

  /** Adds the losses of a step: a scalar, or one value for each kind. The history disposes the tensor. */
  add(losses: Tensor): void {
    this.#pending.push(losses);
  }

  get isFull(): boolean {
    return this.#pending.length >= maxPending;
  }

  /** Reads all pending losses at once, and lets a signal in. */
  async collect(): Promise<void> {
    if (this.#pending.length === 0) return;
    const stacked = tidy(() => stack(this.#pending));
    this.dispose();
    const values = await read(stacked);
    values.forEach((value, i) => {
      this.#columns[i % this.#columns.length].push(value);
    });
    await nextTask();
  }

  /** Losses of one kind that have been read. */
  column(kind: number): Float64Array {
    return Float64Array.from(this.#columns[kind]);
  }

  dispose(): void {
    dispose(this.#pending.splice(0));
  }
}
