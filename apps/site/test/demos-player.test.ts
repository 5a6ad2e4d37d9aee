import type { BasFrame } from '@hyperprior/experiments';
import { describe, expect, test, vi } from 'vitest';
import { Drawer } from '../src/run/drawer.ts';
import { Link, type WorkerLike } from '../src/run/link.ts';
import { Player, type PlayerState } from '../src/run/player.ts';
import type { ComparisonFrame } from '../src/worker/comparison/frame.ts';
import type { Frame, Numbered, Reply, Request } from '../src/worker/protocol.ts';

const run = { experiment: 'gates', epochs: 1, ownTable: false } as const;
const anywhere = { prefer: [], allowSoftware: false };
const isComparison = (frame: Frame): frame is ComparisonFrame => frame.kind === 'comparison';

const frameAt = (step: number): ComparisonFrame => {
  const side = { label: '', points: new Float32Array(1), losses: new Float64Array(1), gap: 0 };
  const none = new Float64Array(0);
  const target = { label: '', domain: [0, 1] as const, x: none, cdf: none, pdf: none };
  return { kind: 'comparison', step, steps: 3, target, sides: [side, side] };
};
const result: Reply = {
  kind: 'result',
  result: { experiment: 'comparison', prior: '', divergence: 'gaussian', gaps: [0, 0] },
};

/** A worker of three frames, and what the player made of it. */
function played(answer: (request: Request, step: number) => Reply | null = () => null) {
  const requests: Request[] = [];
  const states: PlayerState<ComparisonFrame>[] = [];
  let step = 0;
  const reply = (request: Request): Reply => {
    const own = answer(request, step);
    if (own) return own;
    if (request.kind === 'start') step = 0;
    if (request.kind === 'start') return { kind: 'started', backend: { name: 'wasm', device: '', passedOver: [] } };
    if (request.kind !== 'next') return { kind: 'stopped' };
    step++;
    return step > 3 ? result : { kind: 'frame', frame: frameAt(step - 1) };
  };
  const link = {
    request: async (request: Request) => {
      requests.push(request);
      return reply(request);
    },
    close: vi.fn(),
  };
  const player = new Player({ link, isFrame: isComparison, pace: async () => {}, onState: (s) => states.push(s) });
  return { player, requests, states, asked: () => requests.filter(({ kind }) => kind === 'next').length };
}

describe('Player', () => {
  test('shows the first frame and waits', async () => {
    const { player, asked } = played();
    await player.open(run, anywhere);
    expect(player.state).toMatchObject({ phase: 'paused', frame: { step: 0 }, backend: { name: 'wasm' } });
    expect(asked()).toBe(1);
  });

  test('has the worker draw with the current look, and keeps that look beside the picture', async () => {
    let look: { theme: 'light' | 'dark'; width: number } = { theme: 'light', width: 600 };
    const states: PlayerState<ComparisonFrame>[] = [];
    const request = async (message: Request): Promise<Reply> => {
      if (message.kind !== 'next') return { kind: 'started', backend: { name: 'wasm', device: '', passedOver: [] } };
      return { kind: 'frame', frame: frameAt(0), picture: `<svg class="${message.look?.theme}"></svg>` };
    };
    const link = { request, close: vi.fn() };
    const pace = async () => {};
    const player = new Player({
      link,
      isFrame: isComparison,
      pace,
      onState: (s) => states.push(s),
      look: () => look,
    });
    await player.open(run, anywhere);
    expect(player.state.picture).toEqual({ svg: '<svg class="light"></svg>', look: { theme: 'light', width: 600 } });
    look = { theme: 'dark', width: 320 };
    await player.step();
    expect(player.state.picture).toEqual({ svg: '<svg class="dark"></svg>', look: { theme: 'dark', width: 320 } });
  });

  test('shows no picture where it asked for none', async () => {
    const { player, requests } = played();
    await player.open(run, anywhere);
    expect(player.state.picture).toBeNull();
    expect(requests.at(-1)).toEqual({ kind: 'next' });
  });

  test('plays to the end and keeps all frames', async () => {
    const { player } = played();
    await player.open(run, anywhere, { play: true });
    expect(player.state).toMatchObject({ phase: 'finished', frame: { step: 2 } });
    expect(player.frames.map(({ step }) => step)).toEqual([0, 1, 2]);
    expect(player.state.result).not.toBeNull();
  });

  test('a paused run is not asked', async () => {
    const { player, states, asked } = played();
    await player.open(run, anywhere);
    const playing = player.play();
    player.pause();
    await playing;
    expect(asked()).toBe(2);
    expect(states.at(-1)?.phase).toBe('paused');
    await player.step();
    expect(player.state.frame?.step).toBe(2);
  });

  test('play, pause and play again is one loop, not two', async () => {
    const { player, asked } = played();
    await player.open(run, anywhere);
    const first = player.play();
    player.pause();
    const second = player.play();
    await Promise.all([first, second]);
    expect(asked()).toBe(4);
    expect(player.frames).toHaveLength(3);
  });

  test('asks for the next frame when the last one has come, but not more often than it can show one', async () => {
    const turns: (() => void)[] = [];
    const replies: ((reply: Reply) => void)[] = [];
    const request = ({ kind }: Request): Promise<Reply> => {
      if (kind !== 'next')
        return Promise.resolve({ kind: 'started', backend: { name: 'wasm', device: '', passedOver: [] } });
      return new Promise((resolve) => replies.push(resolve));
    };
    const pace = () => new Promise<void>((resolve) => turns.push(resolve));
    const player = new Player({ link: { request, close: vi.fn() }, isFrame: isComparison, pace, onState: () => {} });
    const settled = () => new Promise((resolve) => setTimeout(resolve));
    const opening = player.open(run, anywhere);
    await settled();
    replies[0]({ kind: 'frame', frame: frameAt(0) });
    await opening;
    const playing = player.play();
    expect([replies.length, turns.length]).toEqual([2, 1]);
    replies[1]({ kind: 'frame', frame: frameAt(1) });
    await settled();
    expect(replies).toHaveLength(2);
    turns[0]();
    await settled();
    expect([replies.length, turns.length]).toEqual([3, 2]);
    turns[1]();
    await settled();
    expect(replies).toHaveLength(3);
    replies[2](result);
    await playing;
    expect(player.state).toMatchObject({ phase: 'finished', frame: { step: 1 } });
  });

  test('hands a change over with the next request, once, and not with the first', async () => {
    const { player, requests } = played();
    const opening = player.open(run, anywhere);
    player.change({ learningRate: 0.5 });
    player.change({ target: 0.2 });
    await opening;
    await player.step();
    await player.step();
    const changes = requests.flatMap((request) => (request.kind === 'next' ? [request.change] : []));
    expect(changes).toEqual([undefined, { learningRate: 0.5, target: 0.2 }, undefined]);
  });

  test('a refused change is told, and the run goes on', async () => {
    const refusal: Reply = { kind: 'refused', message: 'no', setting: 'learningRate' };
    const { player } = played((request) => (request.kind === 'next' && request.change ? refusal : null));
    await player.open(run, anywhere);
    player.change({ learningRate: -1 });
    await player.step();
    expect(player.state).toMatchObject({ phase: 'paused', message: 'no', setting: 'learningRate', frame: { step: 0 } });
    await player.step();
    expect(player.state.frame?.step).toBe(1);
  });

  test('a refused start is no run that failed', async () => {
    const refusal: Reply = { kind: 'refused', message: 'no', setting: 'prior' };
    let refuses = true;
    const { player } = played((request) => (request.kind === 'start' && refuses ? refusal : null));
    await player.open(run, anywhere);
    expect(player.state).toMatchObject({ phase: 'refused', message: 'no', setting: 'prior' });
    refuses = false;
    await player.open(run, anywhere);
    expect(player.state).toMatchObject({ phase: 'paused', message: null, setting: null });
  });

  test('a lost GPU and a failed run end it', async () => {
    for (const [lost, phase] of [
      ['webgl', 'lost'],
      [null, 'failed'],
    ] as const) {
      const { player } = played((request, step) =>
        request.kind === 'next' && step === 2 ? { kind: 'failed', message: 'gone', lost } : null,
      );
      await player.open(run, anywhere, { play: true });
      expect(player.state).toMatchObject({ phase, message: 'gone', frame: { step: 1 } });
    }
  });

  test('goes on with the frames so far, of which the last comes again', async () => {
    const { player } = played();
    await player.open(run, anywhere);
    await player.step();
    await player.open(run, anywhere, { keepFrames: true });
    expect(player.frames).toHaveLength(2);
    await player.open(run, anywhere);
    expect(player.frames).toHaveLength(1);
  });

  test('keeps the state of the last frame alone, also where going on fails', async () => {
    const isBas = (frame: Frame): frame is BasFrame => frame.kind === 'bas';
    const at = (step: number): BasFrame => {
      const { steps, target } = frameAt(step);
      const [points, losses] = [new Float32Array(1), new Float64Array(1)];
      const state = { config: {}, data: null, training: { updates: step, values: points } };
      return { kind: 'bas', step, steps, loss: 0, points, losses, target, state };
    };
    let [step, isGone] = [0, false];
    const request = async ({ kind }: Request): Promise<Reply> => {
      if (kind === 'start') return { kind: 'started', backend: { name: 'wasm', device: '', passedOver: [] } };
      return isGone ? { kind: 'failed', message: 'gone', lost: 'webgl' } : { kind: 'frame', frame: at(step++) };
    };
    const options = { isFrame: isBas, pace: async () => {}, onState: () => {} };
    const player = new Player({ ...options, link: { request, close: vi.fn() } });
    const updates = () => player.frames.map(({ state }) => state?.training.updates);
    await player.open(run, anywhere);
    await player.step();
    await player.step();
    expect(updates()).toEqual([undefined, undefined, 2]);
    isGone = true;
    await player.open(run, anywhere, { keepFrames: true });
    expect(player.state.phase).toBe('lost');
    expect(updates()).toEqual([undefined, undefined, 2]);
    [step, isGone] = [2, false];
    await player.open(run, anywhere, { keepFrames: true });
    await player.step();
    expect(updates()).toEqual([undefined, undefined, undefined, 3]);
    expect(player.frames.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
  });

  test('answers to an earlier run are not shown', async () => {
    const { player, states } = played();
    const first = player.open(run, anywhere, { play: true });
    await player.reset();
    await first;
    expect(player.state).toMatchObject({ phase: 'idle', frame: null });
    expect(states.some(({ frame }) => frame !== null)).toBe(false);
  });

  test('does not step while it plays', async () => {
    const { player, asked } = played();
    await player.open(run, anywhere);
    const playing = player.play();
    await player.step();
    await playing;
    expect(asked()).toBe(4);
  });
});

/** A worker that answers when told to. */
class ManualWorker implements WorkerLike {
  readonly posted: Numbered<Request>[] = [];
  readonly terminate = vi.fn();
  #message: (event: { data: Numbered<Reply> }) => void = () => {};
  #error: (event: { message?: string }) => void = () => {};
  postMessage(message: Numbered<Request>): void {
    this.posted.push(message);
  }
  addEventListener(type: 'message', listener: (event: { data: Numbered<Reply> }) => void): void;
  addEventListener(type: 'error', listener: (event: { message?: string }) => void): void;
  addEventListener(type: string, listener: (event: { data: Numbered<Reply>; message?: string }) => void): void {
    if (type === 'message') this.#message = listener;
    else this.#error = (event) => listener({ data: { id: 0, message: { kind: 'stopped' } }, ...event });
  }
  reply(id: number, message: Reply): void {
    this.#message({ data: { id, message } });
  }
  fail(message?: string): void {
    this.#error({ message });
  }
}

describe('Link', () => {
  test('starts its worker with the first request, and matches replies to requests', async () => {
    const worker = new ManualWorker();
    const open = vi.fn(() => worker);
    const link = new Link(open);
    expect(open).not.toHaveBeenCalled();
    const [first, second] = [link.request({ kind: 'stop' }), link.request({ kind: 'list', allowSoftware: false })];
    worker.reply(worker.posted[1].id, { kind: 'rows', rows: [] });
    worker.reply(worker.posted[0].id, { kind: 'stopped' });
    expect(await first).toEqual({ kind: 'stopped' });
    expect(await second).toEqual({ kind: 'rows', rows: [] });
    expect(open).toHaveBeenCalledTimes(1);
  });

  test('a worker that fails, or is closed, answers with a failure; the next request starts another', async () => {
    const workers = [new ManualWorker(), new ManualWorker(), new ManualWorker()];
    let opened = 0;
    const link = new Link(() => workers[opened++]);
    const failed = link.request({ kind: 'stop' });
    workers[0].fail('no such file');
    expect(await failed).toMatchObject({ kind: 'failed', message: expect.stringContaining('no such file') });
    const closed = link.request({ kind: 'stop' });
    link.close();
    expect(await closed).toMatchObject({ kind: 'failed', lost: null });
    expect(workers[1].terminate).toHaveBeenCalled();
    void link.request({ kind: 'stop' });
    expect(workers[2].posted).toHaveLength(1);
  });
});

test('Drawer does the last job of a turn only', () => {
  const turns: (() => void)[] = [];
  const drawer = new Drawer((then) => turns.push(then));
  const done: string[] = [];
  drawer.draw(() => done.push('a'));
  drawer.draw(() => done.push('b'));
  expect([turns.length, done]).toEqual([1, []]);
  turns[0]();
  expect(done).toEqual(['b']);
  drawer.draw(() => done.push('c'));
  turns[1]();
  expect(done).toEqual(['b', 'c']);
});
