import type { Candidate } from './select/candidate.ts';
import { cpu } from './select/node/cpu.ts';
import { dawn } from './select/node/dawn.ts';
import { tfjsNode, tfjsNodeGpu } from './select/node/tfjs-node.ts';
import { wasm } from './select/node/wasm.ts';
import { type BackendRow, list, type Selected, type SelectOptions, select } from './select/walk.ts';

/** The backends of Node, the fastest first. */
const candidates: readonly Candidate[] = [tfjsNodeGpu, dawn, tfjsNode, wasm, cpu];

/**
 * Makes the first backend that runs here TF.js's backend, and completes it for training: gradients, and on wasm the
 * kernels it lacks. One is taken only after a probe: it is no software adapter, has 32-bit floats, and computes a
 * small gradient right. In Node they are tried in the order `node-gpu`, `webgpu` (through Dawn), `node`, `wasm`, `cpu`;
 * every package is optional and loaded only when its turn comes.
 * @throws BackendError when a name does not exist, or none of those asked for runs: it says why, and which ones do
 */
export function selectBackend(options: SelectOptions = {}): Promise<Selected> {
  return select(candidates, options);
}

/** Tries every backend and tells of each whether it runs here, and if not why; the selected backend stays selected. */
export function listBackends(options: Pick<SelectOptions, 'allowSoftware' | 'wasmPaths'> = {}): Promise<BackendRow[]> {
  return list(candidates, options);
}
