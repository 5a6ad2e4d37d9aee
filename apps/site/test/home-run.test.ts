import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nextTick } from 'vue';
import { useHomeRun } from '../src/demos/use/use-home-run.ts';
import { restingBatch } from '../src/figure/resting-batch.ts';
import type { Reply, Request } from '../src/worker/protocol.ts';

const link = vi.hoisted(() => ({ request: vi.fn<(request: Request) => Promise<Reply>>(), close: vi.fn() }));
vi.mock('../src/run/open-worker.ts', () => ({ openLink: () => link }));
vi.mock('vue', async (original) => ({ ...(await original<typeof import('vue')>()), onBeforeUnmount: () => {} }));

const asked = () => link.request.mock.calls.filter(([{ kind }]) => kind === 'next').length;
/** As many turns of the browser as a run needs to be seen running. */
const turns = async (count = 8) => {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setTimeout(resolve));
    await nextTick();
  }
};

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then));
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  let step = -1;
  link.request.mockReset().mockImplementation(async ({ kind }) => {
    if (kind !== 'next') return { kind: 'started', backend: { name: 'wasm', device: '', passedOver: [] } };
    step++;
    const { points, target } = restingBatch;
    const [x, pdf] = [Float64Array.from(target.x), Float64Array.from(target.pdf)];
    return {
      kind: 'frame',
      frame: {
        kind: 'bas',
        step,
        steps: 360,
        loss: 1,
        losses: new Float64Array(step + 1).fill(1),
        points: Float32Array.from(points),
        target: { label: target.label, domain: [0, 1], x, cdf: x, pdf },
      },
    };
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Whether no frame is asked for any more. */
async function rests(): Promise<boolean> {
  await turns(2);
  const before = asked();
  await turns();
  return asked() === before;
}

test('plays until it is paused, and stays paused when it comes into sight', async () => {
  const { play, pause, see, isPlaying } = useHomeRun();
  play();
  expect(isPlaying.value).toBe(true);
  await turns();
  expect(asked()).toBeGreaterThan(3);
  pause();
  expect(await rests()).toBe(true);
  see(false);
  see(true);
  expect(await rests()).toBe(true);
  expect(isPlaying.value).toBe(false);
});

test('rests out of sight, though it left while it was starting, and goes on in sight', async () => {
  const { play, see } = useHomeRun();
  play();
  see(false);
  expect(await rests()).toBe(true);
  expect(asked()).toBe(1);
  see(true);
  await turns();
  expect(asked()).toBeGreaterThan(3);
  see(false);
  expect(await rests()).toBe(true);
});

test('is paused while it is starting', async () => {
  const { play, pause } = useHomeRun();
  play();
  pause();
  expect(await rests()).toBe(true);
  expect(asked()).toBe(1);
});
