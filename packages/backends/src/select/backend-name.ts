/** Every backend that `selectBackend` knows; which of them have a chance depends on where the program runs. */
export const backendNames = ['node-gpu', 'webgpu', 'webgl', 'node', 'wasm', 'cpu'] as const;

/** `node` and `node-gpu` are `@tensorflow/tfjs-node` and `@tensorflow/tfjs-node-gpu`. */
export type BackendName = (typeof backendNames)[number];

export function isBackendName(name: string): name is BackendName {
  return backendNames.some((known) => known === name);
}
