import { ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeEach, inject } from 'vitest';
import { registerGradients, registerWasmKernels } from '../../../packages/backends/src/index.ts';
import { prepareDawn } from './dawn.ts';

// `backends` is imported by path: it is tested with this package, and a dependency both ways would be a cycle.

declare module 'vitest' {
  interface ProvidedContext {
    backend: string;
  }
}

const load: Record<string, () => Promise<unknown>> = {
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  wasm: async () => {
    await import('@tensorflow/tfjs-backend-wasm');
    registerWasmKernels();
  },
  webgpu: async () => {
    await prepareDawn();
    return import('@tensorflow/tfjs-backend-webgpu');
  },
};

const backend = inject('backend');
const unavailable = await start();

if (unavailable) {
  if (process.env.CI) throw new Error(`The tests need the backend '${backend}' in CI: ${unavailable}`);
  console.warn(`Skipping the tests on '${backend}': ${unavailable}`);
  beforeEach((context) => context.skip(unavailable));
}

/** Starts the project's backend, completed for training; returns the reason when it cannot run here. */
async function start(): Promise<string | null> {
  try {
    await load[backend]();
    if (!(await setBackend(backend))) return `TF.js could not start '${backend}'`;
    await ready();
    registerGradients();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
