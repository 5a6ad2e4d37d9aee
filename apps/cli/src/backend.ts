import { type BackendName, backendNames, isBackendName, selectBackend } from '@hyperprior/backends';
import { UserError } from './failure.ts';

/** Starts the backend asked for, or the best there is, and returns a word about it. */
export async function startBackend({ backend, allowSoftware }: { backend?: string; allowSoftware?: boolean }) {
  const prefer = backend === undefined ? undefined : knownBackend(backend);
  const selection = await selectBackend({ prefer, allowSoftware });
  if (selection.name === 'webgpu') (await import('@hyperprior/priors/webgpu')).registerWebGpuKernels();
  return selection;
}

function knownBackend(name: string): BackendName {
  if (isBackendName(name)) return name;
  throw new UserError(`--backend: there is no backend '${name}'; choose one of ${backendNames.join(', ')}`);
}
