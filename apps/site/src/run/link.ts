import type { Numbered, Reply, Request } from '../worker/protocol.ts';

/** The part of a worker that a link needs. */
export interface WorkerLike {
  postMessage(message: Numbered<Request>): void;
  addEventListener(type: 'message', listener: (event: { data: Numbered<Reply> }) => void): void;
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

/** One request, one reply, from a worker that is started with the first request. */
export class Link {
  readonly #open: () => WorkerLike;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #worker: WorkerLike | null = null;
  #last = 0;

  constructor(open: () => WorkerLike) {
    this.#open = open;
  }

  /** The worker's reply. A worker that cannot be loaded, or that is closed meanwhile, answers with a failure. */
  request(message: Request): Promise<Reply> {
    const worker = this.#started();
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      worker.postMessage({ id, message });
    });
  }

  /** Ends the worker and all it holds; the next request starts a new one. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#failAll('The computation was ended.');
  }

  #started(): WorkerLike {
    if (this.#worker) return this.#worker;
    const worker = this.#open();
    this.#worker = worker;
    worker.addEventListener('message', ({ data: { id, message } }) => {
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    });
    worker.addEventListener('error', ({ message }) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      worker.terminate();
      this.#failAll(`The worker of this demo failed${message ? `: ${message}` : ' to load'}.`);
    });
    return worker;
  }

  #failAll(message: string): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const resolve of waiting) resolve({ kind: 'failed', message, lost: null });
  }
}
