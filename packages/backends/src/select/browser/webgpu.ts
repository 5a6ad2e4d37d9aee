import { type Candidate, Refusal } from '../candidate.ts';
import { acceptableAdapter } from '../gpu-adapter.ts';
import { register } from '../registration.ts';
import { notPartOfPage } from './not-part-of-page.ts';

const packageName = '@tensorflow/tfjs-backend-webgpu';

/** The browser's own WebGPU. */
export const webgpu: Candidate = {
  name: 'webgpu',
  tfjsName: 'webgpu',
  isGpu: true,
  async load(options) {
    if (!globalThis.navigator?.gpu)
      throw new Refusal(
        globalThis.isSecureContext === false
          ? 'a browser offers WebGPU to secure pages only: serve this one over https or from localhost'
          : 'this browser has no WebGPU (navigator.gpu)',
      );
    const device = await acceptableAdapter(options, 'this browser has WebGPU, but finds no GPU adapter for it');
    const isRegistered = await register('webgpu', loadPackage);
    if (!isRegistered) throw new Refusal(`the package ${packageName} did not register its backend`);
    const { registerWebGpuAdam } = await import('../../optimizers/gpu/adam-webgpu.ts');
    registerWebGpuAdam();
    return { started: () => device };
  },
};

async function loadPackage() {
  try {
    return await import('@tensorflow/tfjs-backend-webgpu');
  } catch (error) {
    throw notPartOfPage(packageName, error);
  }
}
