import { BackendError, type BackendName, selectBackend } from '@hyperprior/backends';
import { UserError } from './failure.ts';

/** The backends that there are in Node, best first. */
export const backendsOfNode = ['node-gpu', 'webgpu', 'node', 'wasm', 'cpu'] as const satisfies readonly BackendName[];

/** Parses the name of a backend. */
export function backendNamed(text: string): BackendName {
  const name = backendsOfNode.find((each) => each === text);
  if (name) return name;
  throw new UserError(`--backend: there is no backend '${text}' in Node; choose one of ${backendsOfNode.join(', ')}`);
}

/** Starts the backend asked for, or the best there is, and returns a word about it. */
export async function startBackend({ backend, allowSoftware }: { backend?: BackendName; allowSoftware?: boolean }) {
  const selection = await selectBackend({ prefer: backend, allowSoftware }).catch((error: unknown) => {
    if (!(error instanceof BackendError)) throw error;
    throw new UserError(`--backend: ${error.message.replace(/^selectBackend: /, '')}`);
  });
  if (selection.name === 'webgpu')
    for (const load of [() => import('@hyperprior/bas-loss/webgpu'), () => import('@hyperprior/priors/webgpu')])
      (await load()).registerWebGpuKernels();
  return selection;
}
