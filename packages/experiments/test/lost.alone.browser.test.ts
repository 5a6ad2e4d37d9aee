import { BackendLostError, backendLost, onBackendLost } from '@hyperprior/backends';
import { engine } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { RunError, runAlpha, runBas, runGbas } from '../src/index.ts';
import { data } from './support/clouds.ts';

/** Takes the GPU away as a driver's reset does. */
function loseGpu(): void {
  const { backend } = engine();
  if ('gpgpu' in backend) {
    const { gl } = backend.gpgpu as { gl: WebGLRenderingContext };
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  } else (backend as unknown as { device: GPUDevice }).device.destroy();
}

async function failureOf(run: AsyncIterable<unknown>): Promise<RunError> {
  const outcome = await (async () => {
    for await (const _ of run);
  })().catch((error: unknown) => error);
  if (!(outcome instanceof RunError)) throw new Error(`expected a RunError, got ${outcome}`);
  return outcome;
}

// In a page of its own, as the backend is gone after it.
test('runs whose GPU is lost stop with a typed error and their last good points', async () => {
  const run = runBas({ prior: 'normal', parameters: [0.5, 0.1], count: 20, steps: 50, frames: 50 });
  const { value: frame } = await run.next();
  if (!frame || !('kind' in frame)) throw new Error('the run ended early');
  const learned = runGbas({ dimensions: 4, count: 20, steps: 50, frames: 50, warmUp: 0 });
  const { value: first } = await learned.next();
  if (!first || !('kind' in first)) throw new Error('the run ended early');
  const alpha = runAlpha({ data, hidden: [8], batchSize: 24, steps: 50, frames: 50, resumable: true });
  await alpha.next();
  expect(backendLost()).toBeNull();
  const noticed = new Promise((resolve) => onBackendLost(resolve));
  loseGpu();
  const outcome = await failureOf(run);
  expect(outcome.cause).toBeInstanceOf(BackendLostError);
  expect(outcome.message).toMatch(/^bas: stopped at step \d+: the web(gl|gpu) device was lost \(/);
  expect(outcome.lastGood).toEqual(frame.points);
  const other = await failureOf(learned);
  expect(other.message).toMatch(/^gbas: stopped at step \d+: the web(gl|gpu) device was lost \(/);
  expect(other.lastGood).toEqual(Float32Array.from(first.dimensions.flatMap(({ points }) => [...points])));
  expect((await failureOf(alpha)).message).toMatch(/^alpha: stopped at step 1: the web(gl|gpu) device was lost \(/);
  expect(await noticed).toBe(outcome.cause);
  expect(backendLost()).toBe(outcome.cause);
});
