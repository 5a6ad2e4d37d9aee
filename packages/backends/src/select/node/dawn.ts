import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type Candidate, Refusal } from '../candidate.ts';
import { acceptableAdapter } from '../gpu-adapter.ts';
import { register } from '../registration.ts';
import { requirePackages } from './packages.ts';

const graphicsApi: Partial<Record<NodeJS.Platform, string>> = { linux: 'vulkan', darwin: 'metal', win32: 'd3d12' };
const noAdapter = 'Dawn finds no GPU adapter; check that a graphics driver is installed';

/** WebGPU through Dawn, Chromium's implementation, from the npm package `webgpu`. */
export const dawn: Candidate = {
  name: 'webgpu',
  tfjsName: 'webgpu',
  isGpu: true,
  async load(options) {
    requirePackages('@tensorflow/tfjs-backend-webgpu');
    if (!options.allowSoftware && !globalThis.navigator?.gpu) requireGpuDevice();
    const release = await provideWebGpu();
    try {
      const device = await acceptableAdapter(options, noAdapter);
      // The module registers its backend when it is imported, and only if navigator.gpu is there by then.
      if (!(await register('webgpu', () => import('@tensorflow/tfjs-backend-webgpu'))))
        throw new Refusal(
          '@tensorflow/tfjs-backend-webgpu was imported before there was a WebGPU; do not import it yourself',
        );
      const { registerWebGpuAdam } = await import('../../optimizers/gpu/adam-webgpu.ts');
      registerWebGpuAdam();
      return { started: () => device, release };
    } catch (error) {
      release();
      throw error;
    }
  },
};

/** The files by which Linux shows a GPU: of any DRM driver, of NVIDIA's, of Windows below, of Arm's and Qualcomm's. */
const gpuDevice = /^(nvidia\d+|dxg|mali\d+|kgsl-3d\d+)$/;

/** Refuses a Linux without a GPU before Dawn is loaded: it is quick, and Dawn's drivers complain on standard error. */
function requireGpuDevice(): void {
  if (process.platform !== 'linux') return;
  const has = (folder: string, pattern: RegExp) =>
    existsSync(folder) && readdirSync(folder).some((name) => pattern.test(name));
  if (!has('/dev', gpuDevice) && !has('/dev/dri', /^renderD/))
    throw new Refusal('this machine shows no GPU device (no /dev/dri/renderD*, no /dev/nvidia*)');
}

/** Defines `navigator.gpu` and WebGPU's other globals, unless they are there. Returns how to undo that. */
async function provideWebGpu(): Promise<() => void> {
  if (globalThis.navigator?.gpu) return () => {};
  requirePackages('webgpu');
  const { create, globals } = await import('webgpu').catch((error: unknown) => {
    throw new Refusal(`the package webgpu does not load on this machine: ${String(error).split('\n')[0]}`);
  });
  const undo: (() => void)[] = [];
  const defineOn = (target: object, name: string, value: unknown) => {
    const former = Object.getOwnPropertyDescriptor(target, name);
    Object.defineProperty(target, name, { value, configurable: true, writable: true });
    undo.push(() => {
      Reflect.deleteProperty(target, name);
      if (former) Object.defineProperty(target, name, former);
    });
  };
  // Vulkan's loader complains on standard error about a missing XDG_RUNTIME_DIR; any folder will do.
  if (process.platform === 'linux' && !process.env.XDG_RUNTIME_DIR) {
    process.env.XDG_RUNTIME_DIR = tmpdir();
    undo.push(() => Reflect.deleteProperty(process.env, 'XDG_RUNTIME_DIR'));
  }
  for (const [name, value] of Object.entries(globals)) defineOn(globalThis, name, value);
  const api = graphicsApi[process.platform];
  const gpu = create(api ? [`backend=${api}`] : []);
  if (globalThis.navigator) defineOn(globalThis.navigator, 'gpu', gpu);
  else defineOn(globalThis, 'navigator', { gpu });
  return () => {
    for (const step of undo.splice(0).reverse()) step();
  };
}
