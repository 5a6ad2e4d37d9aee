import { engine, findBackendFactory, registerBackend, removeBackend } from '@tensorflow/tfjs-core';

interface Registered {
  readonly factory: ReturnType<typeof findBackendFactory>;
  readonly priority: number;
}

/** Backends that were taken out again. A module registers its backend only on its first import, so we keep it. */
const takenOut = new Map<string, Registered>();

/** Has TF.js know the backend `name`, which importing its package does. Returns whether it does. */
export async function register(name: string, load: () => Promise<unknown>): Promise<boolean> {
  if (findBackendFactory(name)) return true;
  await load();
  if (findBackendFactory(name)) return true;
  const known = takenOut.get(name);
  return known ? registerBackend(name, known.factory, known.priority) : false;
}

/** Stops the backend and takes it out, so that TF.js will not start it by itself. */
export function unregister(name: string): void {
  const registered = engine().registryFactory[name];
  if (!registered) return;
  takenOut.set(name, registered);
  removeBackend(name);
}

/** Whether TF.js has started this backend, selected or not. */
export function isStarted(name: string): boolean {
  return name in engine().registry;
}
