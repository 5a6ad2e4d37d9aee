import { beforeEach, inject } from 'vitest';
import { selectBackend } from '../../../packages/backends/src/index.browser.ts';
import { beginAfresh, rememberGradients } from './begin-afresh.ts';
import type {} from './provided.ts';
import { wasmPaths } from './wasm-paths.ts';

// Imported by path, as in setup-backend.ts.

beginAfresh();
const backend = inject('backend');
const prefer = (['webgl', 'webgpu'] as const).find((name) => name === backend);
if (!prefer) throw new Error(`no Chromium project of ours tests on '${backend}'; add it in tooling/vitest`);

const unavailable = await selectBackend({
  prefer,
  allowSoftware: true,
  wasmPaths,
}).then(
  () => null,
  (error: unknown) => String(error),
);

rememberGradients();

if (unavailable) {
  if (inject('isCi')) throw new Error(`The tests need the backend '${backend}' in CI: ${unavailable}`);
  console.warn(`Skipping the tests on '${backend}': ${unavailable}`);
  beforeEach((context) => context.skip(unavailable));
}
