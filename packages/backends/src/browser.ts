import { cpu } from './select/browser/cpu.ts';
import { wasm } from './select/browser/wasm.ts';
import { webgl } from './select/browser/webgl.ts';
import { webgpu } from './select/browser/webgpu.ts';
import type { Candidate } from './select/candidate.ts';
import { type BackendRow, list, type Selected, type SelectOptions, select } from './select/walk.ts';

/** The backends of a browser, the fastest first. */
const candidates: readonly Candidate[] = [webgpu, webgl, wasm, cpu];

/**
 * Makes the first backend that runs in this browser TF.js's backend, and completes it for training: gradients, and on
 * wasm the kernels it lacks. One is taken only after a probe: it is no software adapter, has 32-bit floats, and
 * computes a small gradient right. They are tried in the order `webgpu`, `webgl`, `wasm`, `cpu`; each package is
 * optional and loaded only when its turn comes. In a page and in a worker alike.
 * @throws BackendError when a name does not exist, or none of those asked for runs: it says why, and which ones do
 */
export function selectBackend(options: SelectOptions = {}): Promise<Selected> {
  return select(candidates, options);
}

/** Tries every backend and tells of each whether it runs here, and if not why; the selected backend stays selected. */
export function listBackends(options: Pick<SelectOptions, 'allowSoftware' | 'wasmPaths'> = {}): Promise<BackendRow[]> {
  return list(candidates, options);
}
