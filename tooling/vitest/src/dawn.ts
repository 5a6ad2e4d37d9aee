import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Chromium's software Vulkan driver, as Debian's package installs it. */
const softwareVulkan = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Gives this process a `navigator.gpu` from Dawn; on a machine without a GPU, on software Vulkan. */
export async function prepareDawn(): Promise<void> {
  process.env.XDG_RUNTIME_DIR ??= mkdtempSync(join(tmpdir(), 'vulkan-'));
  if (!process.env.VK_ICD_FILENAMES && existsSync(softwareVulkan)) process.env.VK_ICD_FILENAMES = softwareVulkan;
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const gpu = create(['backend=vulkan']);
  const adapter = await gpu.requestAdapter();
  if (!adapter) throw new Error('Dawn finds no Vulkan device; install a driver, or Chromium for its software one');
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true, writable: true });
}
