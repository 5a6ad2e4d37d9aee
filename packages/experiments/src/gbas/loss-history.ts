import { dispose, stack, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { nextTask } from '../training/next-task.ts';
import { read } from '../training/read.ts';
import type { GbasLosses } from './frame.ts';

/** So many steps' losses wait on the device at the most. */
const mostPending = 256;
const terms = 3;
const none: GbasLosses = { total: new Float64Array(), prior: new Float64Array(), hyperprior: new Float64Array() };

/** The losses of a run: they stay on the device for a while, so that a step waits for nothing. */
export class LossHistory {
  readonly #pending: Tensor[] = [];
  readonly #values: number[] = [];

  /** With the losses of so many steps, where a run is gone on with. */
  constructor({ total, prior, hyperprior }: GbasLosses = none, steps = 0) {
    for (let step = 0; step < steps; step++) this.#values.push(total[step], prior[step], hyperprior[step]);
  }

  /** A step's total, prior and hyperprior loss, of shape [3], which become the history's own. */
  add(losses: Tensor): void {
    this.#pending.push(losses);
  }

  get isFull(): boolean {
    return this.#pending.length >= mostPending;
  }

  /** The steps that have been read. */
  get length(): number {
    return this.#values.length / terms;
  }

  /** Reads what waits, all at once, and lets a signal in. */
  async collect(): Promise<void> {
    if (this.#pending.length === 0) return;
    const stacked = tidy(() => stack(this.#pending));
    this.dispose();
    for (const value of await read(stacked)) this.#values.push(value);
    await nextTask();
  }

  /** What has been read. */
  losses(): GbasLosses {
    const column = (k: number) =>
      Float64Array.from({ length: this.length }, (_, step) => this.#values[terms * step + k]);
    return { total: column(0), prior: column(1), hyperprior: column(2) };
  }

  dispose(): void {
    dispose(this.#pending.splice(0));
  }
}
