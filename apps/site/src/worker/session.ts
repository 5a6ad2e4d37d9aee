import { BackendError, BackendLostError, backendLost, type Selected } from '@hyperprior/backends';
import { CsvError, parseCsv, type Split, splitTable, standardize, TableError } from '@hyperprior/datasets';
import { ConfigError } from '@hyperprior/experiments';
import { getBackend } from '@tensorflow/tfjs-core';
import { noBackendWords } from '../form/backend-words.ts';
import { inLabels } from '../form/in-labels.ts';
import { choose, list } from './backend.ts';
import { curvatureAt } from './curvature/curvature-at.ts';
import { gradientCurves } from './gradient-curves.ts';
import { type OpenRun, openRun } from './open-run.ts';
import { pictureOf } from './picture.ts';
import type { BackendWish, Reply, Request, RunRequest } from './protocol.ts';

/** Answers a page's requests; holds the run at hand and the user's own table. */
export class Session {
  #run: OpenRun | null = null;
  #table: Split | null = null;
  /** The backend at hand, and the wish that led to it. */
  #chosen: { readonly wish: string; readonly backend: Selected } | null = null;
  /** What chooses a backend comes one after the other: TF.js has but one at a time. */
  #before: Promise<unknown> = Promise.resolve();

  /** The answer to a request. It never throws: what goes wrong is an answer too. */
  answer(request: Request): Promise<Reply> {
    if (request.kind === 'next') return this.#attempt(request);
    const reply = this.#before.then(() => this.#attempt(request));
    this.#before = reply;
    return reply;
  }

  async #attempt(request: Request): Promise<Reply> {
    try {
      return await this.#handle(request);
    } catch (error) {
      return replyTo(error);
    }
  }

  #handle(request: Request): Promise<Reply> {
    switch (request.kind) {
      case 'list':
        return list(request.allowSoftware).then((rows) => ({ kind: 'rows', rows }));
      case 'start':
        return this.#start(request.run, request.backend);
      case 'next':
        return this.#next(request);
      case 'stop':
        return this.#stop().then(() => ({ kind: 'stopped' }));
      case 'table':
        return this.#read(request.text, request.seed);
      case 'gradients':
        return this.#gradients(request.priors);
      case 'curvature':
        return this.#curvature(request);
    }
  }

  async #start(run: RunRequest, wish: BackendWish): Promise<Reply> {
    await this.#stop();
    const backend = await this.#choose(wish);
    this.#run = openRun(run, this.#table);
    return { kind: 'started', backend };
  }

  async #next({ change, look }: Extract<Request, { kind: 'next' }>): Promise<Reply> {
    const run = this.#run;
    if (!run) return { kind: 'failed', message: 'there is no run', lost: null };
    if (change) run.check(change);
    try {
      const { done, value } = await run.next(change);
      if (done) return { kind: 'result', result: value };
      return { kind: 'frame', frame: value, ...(look && { picture: pictureOf(value, look) }) };
    } catch (error) {
      if (this.#run === run) await this.#stop();
      return failure(error);
    }
  }

  async #stop(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    await run?.close();
  }

  async #read(text: string, seed: number): Promise<Reply> {
    const table = parseCsv(text);
    this.#table = standardize(splitTable(table, { seed }));
    return {
      kind: 'table',
      summary: { rows: table.count, features: table.featureCount, classes: table.classNames },
    };
  }

  async #gradients(priors: Extract<Request, { kind: 'gradients' }>['priors']): Promise<Reply> {
    await this.#choose({ prefer: ['wasm', 'cpu'], allowSoftware: false });
    const curves = [];
    for (const prior of priors) curves.push(await gradientCurves(prior));
    return { kind: 'gradients', curves };
  }

  async #curvature({ question, backend: wish }: Extract<Request, { kind: 'curvature' }>): Promise<Reply> {
    // A point that is dragged asks many times a second: what is chosen is not tried again.
    const known = this.#chosen?.wish === JSON.stringify(wish) ? this.#chosen.backend : null;
    const backend = known ?? (await this.#choose(wish));
    try {
      return { kind: 'curvature', curvature: await curvatureAt(question), backend };
    } catch (error) {
      return failure(error);
    }
  }

  async #choose(wish: BackendWish): Promise<Selected> {
    this.#chosen = null;
    const backend = await choose(wish);
    this.#chosen = { wish: JSON.stringify(wish), backend };
    return backend;
  }
}

/** What can be mended by another setting or file is refused; anything else is a failure. */
function replyTo(error: unknown): Reply {
  const mendable = [ConfigError, RangeError, CsvError, TableError, BackendError];
  if (!mendable.some((type) => error instanceof type) || lostBackend(error)) return failure(error);
  return { kind: 'refused', message: messageOf(error), setting: settingOf(error) };
}

/** The setting at fault, if there is a single one. */
const settingOf = (error: unknown): string | null =>
  error instanceof ConfigError && error.problems.length === 1 ? error.problems[0].setting : null;

/** What ended a run. */
function failure(error: unknown): Reply {
  const lost = lostBackend(error);
  return { kind: 'failed', message: lost?.message ?? messageOf(error), lost: lost?.backend ?? null };
}

function messageOf(error: unknown): string {
  if (error instanceof ConfigError) return inLabels(error);
  if (error instanceof BackendError && error.passedOver.length > 0) return noBackendWords(error.passedOver);
  return error instanceof Error ? error.message : String(error);
}

/** A lost GPU shows in many ways before it is reported: where it is gone, that is what went wrong. */
function lostBackend(error: unknown): BackendLostError | null {
  const cause = error instanceof Error ? error.cause : null;
  if (cause instanceof BackendLostError) return cause;
  // While TF.js is starting a backend it cannot be asked about it.
  try {
    return getBackend() ? backendLost() : null;
  } catch {
    return null;
  }
}
