import { existsSync } from 'node:fs';
import { beforeEach, inject } from 'vitest';
import { selectBackend } from '../../../packages/backends/src/index.ts';
import { beginAfresh, rememberGradients } from './begin-afresh.ts';
import type {} from './provided.ts';

// Both are imported by path: they are tested with this package, and a dependency both ways would be a cycle.

/** Chromium's software Vulkan driver, as Debian's package installs it: Dawn's only adapter on a machine without a GPU. */
const softwareVulkan = '/usr/lib/chromium/vk_swiftshader_icd.json';

beginAfresh();
const backend = inject('backend');
const unavailable = await start();

rememberGradients();

if (unavailable) {
  if (process.env.CI) throw new Error(`The tests need the backend '${backend}' in CI: ${unavailable}`);
  console.warn(`Skipping the tests on '${backend}': ${unavailable}`);
  beforeEach((context) => context.skip(unavailable));
}

/** Starts the project's backend, completed for training as users get it; returns the reason when it cannot run here. */
async function start(): Promise<string | null> {
  if (backend === 'webgpu' && existsSync(softwareVulkan)) process.env.VK_ICD_FILENAMES ??= softwareVulkan;
  const prefer = (['cpu', 'wasm', 'webgpu'] as const).find((name) => name === backend);
  if (!prefer) throw new Error(`no project of ours tests on '${backend}'; add it in tooling/vitest`);
  try {
    await selectBackend({ prefer, allowSoftware: true });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
