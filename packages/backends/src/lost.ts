import { engine, getBackend, type KernelBackend } from '@tensorflow/tfjs-core';
import { webGlContext } from './select/webgl-context.ts';

/** The GPU that a run computed on is gone, and every tensor on it. */
export class BackendLostError extends Error {
  override readonly name = 'BackendLostError';
  /** The backend's name in TF.js. */
  readonly backend: string;

  constructor(backend: string, reason: string) {
    super(`the ${backend} device was lost (${reason}); choose another backend and go on from the last state you have`);
    this.backend = backend;
  }
}

type Listener = (error: BackendLostError) => void;

/** What is known of one backend's GPU. */
interface Watch {
  readonly name: string;
  lost: BackendLostError | null;
  readonly listeners: Set<Listener>;
}

const watches = new WeakMap<KernelBackend, Watch>();

/**
 * Calls the listener once when the current backend loses its GPU: WebGL its context, WebGPU its device (a driver's
 * reset, a laptop that switches cards, a page too long in the background). Nothing computed or read after that is
 * right, and a read may never end. On wasm and cpu it never happens. Returns how to stop listening.
 */
export function onBackendLost(listener: Listener): () => void {
  const lost = backendLost();
  const { listeners } = watchOf(engine().backend);
  listeners.add(listener);
  if (lost) queueMicrotask(() => listeners.delete(listener) && listener(lost));
  return () => listeners.delete(listener);
}

/** The error with which the current backend lost its GPU; null while it has it. */
export function backendLost(): BackendLostError | null {
  const { backend } = engine();
  const watch = watchOf(backend);
  // The context says so before the event comes.
  if (!watch.lost && webGlContext(backend)?.isContextLost()) report(watch, 'its WebGL context is gone');
  return watch.lost;
}

function watchOf(backend: KernelBackend): Watch {
  const known = watches.get(backend);
  if (known) return known;
  const watch: Watch = { name: getBackend(), lost: null, listeners: new Set() };
  watches.set(backend, watch);
  const contextLost = () => report(watch, 'its WebGL context is gone');
  webGlContext(backend)?.canvas.addEventListener('webglcontextlost', contextLost, { once: true });
  webGpuDevice(backend)?.lost.then(({ reason, message }) => report(watch, message || reason));
  return watch;
}

function report(watch: Watch, reason: string): void {
  if (watch.lost) return;
  const error = new BackendLostError(watch.name, reason);
  watch.lost = error;
  const listeners = [...watch.listeners];
  watch.listeners.clear();
  for (const listener of listeners) listener(error);
}

function webGpuDevice(backend: object): GPUDevice | null {
  const device = 'device' in backend ? backend.device : null;
  return isDevice(device) ? device : null;
}

function isDevice(value: unknown): value is GPUDevice {
  return typeof value === 'object' && value !== null && 'lost' in value && 'queue' in value;
}
