import type { Selected } from '@hyperprior/backends';
import type { FigureOptions } from '@hyperprior/figures';
import type { BackendWish, Change, Frame, Reply, Request, RunRequest, RunResult } from '../worker/protocol.ts';
import { withoutState } from './without-state.ts';

/**
 * `idle`: no run. `starting`: the first frame is under way. `refused`: the run cannot begin with these settings. `lost`:
 * the GPU is gone. `failed`: an error ended the run.
 */
export type Phase = 'idle' | 'starting' | 'paused' | 'running' | 'finished' | 'refused' | 'lost' | 'failed';

/** What a page shows of a run. */
export interface PlayerState<F extends Frame> {
  readonly phase: Phase;
  /** The last frame; it stays while another run starts. */
  readonly frame: F | null;
  /** The last frame's figure, if the worker was asked to draw it, and how it was to look. */
  readonly picture: { readonly svg: string; readonly look: FigureOptions } | null;
  readonly result: RunResult | null;
  readonly backend: Selected | null;
  /** Why the run stopped, or why a change was refused. */
  readonly message: string | null;
  /** The setting that was refused, if it is a single one. */
  readonly setting: string | null;
}

/** Before the first run. */
export const noRun: PlayerState<never> = {
  phase: 'idle',
  frame: null,
  picture: null,
  result: null,
  backend: null,
  message: null,
  setting: null,
};

export interface PlayerOptions<F extends Frame> {
  readonly link: { request(message: Request): Promise<Reply>; close(): void };
  readonly isFrame: (frame: Frame) => frame is F;
  /** Ends when there has been time to show a frame. */
  readonly pace: () => Promise<void>;
  readonly onState: (state: PlayerState<F>) => void;
  /** How the worker draws each frame; without it, it does not. */
  readonly look?: () => FigureOptions;
}

/**
 * The page's side of a run: start, pause, step. It asks for a frame, shows it, and asks for the next, though not more often
 * than there is time to show one; a paused run is one that is not asked.
 */
export class Player<F extends Frame> {
  readonly #options: PlayerOptions<F>;
  #state: PlayerState<F> = noRun;
  #change: Change | undefined;
  /** Counts the runs: an answer to an earlier one is not shown. */
  #run = 0;
  #isAsking = false;
  /** The run that a loop is going through. */
  #looping = 0;
  #frames: F[] = [];

  constructor(options: PlayerOptions<F>) {
    this.#options = options;
  }

  get state(): PlayerState<F> {
    return this.#state;
  }

  /** All frames of this run so far; the last has the state to go on from. */
  get frames(): readonly F[] {
    return this.#frames;
  }

  /** Begins a run and shows its first frame, if it is to have one at once; goes on from it where `play` says so. */
  async open(
    run: RunRequest,
    backend: BackendWish,
    { play = false, keepFrames = false }: { play?: boolean; keepFrames?: boolean } = {},
  ): Promise<void> {
    this.#run += 1;
    const current = this.#run;
    this.#change = undefined;
    this.#isAsking = false;
    if (!keepFrames) this.#frames = [];
    this.#set({ phase: 'starting', message: null, setting: null, result: null });
    const reply = await this.#options.link.request({ kind: 'start', run, backend });
    if (current !== this.#run) return;
    if (reply.kind !== 'started') {
      this.#end(reply);
      return;
    }
    this.#set({ backend: reply.backend });
    await this.#ask(current);
    if (play && current === this.#run) await this.play();
  }

  /** Goes on until the run ends or is paused. */
  async play(): Promise<void> {
    if (this.#state.phase !== 'paused') return;
    this.#set({ phase: 'running' });
    const current = this.#run;
    if (this.#looping === current) return;
    this.#looping = current;
    // The next frame is computed while the last one is drawn.
    while (this.#isRunning() && current === this.#run) await Promise.all([this.#ask(current), this.#options.pace()]);
    if (this.#looping === current) this.#looping = 0;
  }

  pause(): void {
    if (this.#isRunning()) this.#set({ phase: 'paused' });
  }

  /** One frame more. */
  async step(): Promise<void> {
    if (this.#state.phase === 'paused' && !this.#isAsking) await this.#ask(this.#run);
  }

  /** Acts from the next frame on. */
  change(change: Change): void {
    this.#change = { ...this.#change, ...change };
    this.#set({ message: null, setting: null });
  }

  /** Ends the run and forgets its frames. */
  async reset(): Promise<void> {
    this.#run += 1;
    this.#frames = [];
    this.#change = undefined;
    this.#isAsking = false;
    this.#set(noRun);
    await this.#options.link.request({ kind: 'stop' });
  }

  /** Ends the worker; the state stays as it is. */
  close(): void {
    this.#run += 1;
    this.#options.link.close();
  }

  #isRunning(): boolean {
    return this.#state.phase === 'running';
  }

  async #ask(current: number): Promise<void> {
    // A run takes its first change after its first frame.
    const change = this.#state.phase === 'starting' ? undefined : this.#change;
    if (change) this.#change = undefined;
    this.#isAsking = true;
    const look = this.#options.look?.();
    const reply = await this.#options.link.request({
      kind: 'next',
      ...(change && { change }),
      ...(look && { look }),
    });
    if (current !== this.#run) return;
    this.#isAsking = false;
    this.#show(reply, look);
  }

  #show(reply: Reply, look?: FigureOptions): void {
    if (reply.kind === 'refused') this.#set({ message: reply.message, setting: reply.setting });
    else if (reply.kind !== 'frame') this.#end(reply);
    else if (this.#options.isFrame(reply.frame)) {
      const phase = this.#state.phase === 'starting' ? 'paused' : this.#state.phase;
      this.#keep(reply.frame);
      const picture = reply.picture !== undefined && look ? { svg: reply.picture, look } : null;
      this.#set({ phase, frame: reply.frame, picture });
    }
  }

  /** Of the frames before the last, what they show is enough. */
  #keep(frame: F): void {
    const last = this.#frames.pop();
    // A run that goes on shows the frame that it goes on from again.
    const isAgain = this.#state.phase === 'starting';
    const shown = last && !isAgain ? withoutState(last) : null;
    if (shown && this.#options.isFrame(shown)) this.#frames.push(shown);
    this.#frames.push(frame);
  }

  #end(reply: Reply): void {
    if (reply.kind === 'result') this.#set({ phase: 'finished', result: reply.result });
    else if (reply.kind === 'refused') this.#set({ phase: 'refused', message: reply.message, setting: reply.setting });
    else if (reply.kind === 'failed')
      this.#set({ phase: reply.lost === null ? 'failed' : 'lost', message: reply.message });
    else this.#set({ phase: 'failed', message: 'it gave no answer' });
  }

  #set(change: Partial<PlayerState<F>>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onState(this.#state);
  }
}
