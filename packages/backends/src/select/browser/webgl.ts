import { engine, env } from '@tensorflow/tfjs-core';
import { type Candidate, Refusal } from '../candidate.ts';
import { isSoftwareName, requireSoftwareAllowed } from '../gpu-adapter.ts';
import { register } from '../registration.ts';
import { webGlContext } from '../webgl-context.ts';
import { notPartOfPage } from './not-part-of-page.ts';

const packageName = '@tensorflow/tfjs-backend-webgl';

/** WebGL with 32-bit floats. */
export const webgl: Candidate = {
  name: 'webgl',
  tfjsName: 'webgl',
  isGpu: true,
  async load({ allowSoftware }) {
    const isRegistered = await register('webgl', loadPackage);
    if (!isRegistered) throw new Refusal('this browser has no WebGL');
    requireFloats();
    const { registerWebGlKernels } = await import('../../webgl/register-webgl-kernels.ts');
    registerWebGlKernels();
    return {
      async started() {
        const { registerWebGlAdam } = await import('../../optimizers/gpu/adam-webgl.ts');
        registerWebGlAdam();
        const name = rendererName(webGlContext(engine().backend));
        if (isSoftwareName(name)) requireSoftwareAllowed(name, allowSoftware);
        return `${name} (WebGL ${env().getNumber('WEBGL_VERSION')})`;
      },
    };
  },
};

function requireFloats(): void {
  if (env().getNumber('WEBGL_VERSION') === 0) throw new Refusal('this browser has no WebGL');
  if (!env().getBool('WEBGL_RENDER_FLOAT32_CAPABLE'))
    throw new Refusal('this device renders no 32-bit floats, and 16-bit floats are too coarse to train with');
}

/** The device behind the context, as far as the browser tells. */
function rendererName(context: WebGLRenderingContext | null): string {
  if (!context) return 'an unnamed device';
  const details = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(details ? details.UNMASKED_RENDERER_WEBGL : context.RENDERER);
  return typeof name === 'string' && name !== '' ? name : 'an unnamed device';
}

async function loadPackage() {
  try {
    return await import('@tensorflow/tfjs-backend-webgl');
  } catch (error) {
    throw notPartOfPage(packageName, error);
  }
}
