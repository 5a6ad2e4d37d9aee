/** The rendering context of TF.js's WebGL backend; null for any other backend. */
export function webGlContext(backend: object): WebGLRenderingContext | null {
  const gpgpu: unknown = 'gpgpu' in backend ? backend.gpgpu : null;
  const context = typeof gpgpu === 'object' && gpgpu !== null && 'gl' in gpgpu ? gpgpu.gl : null;
  return isContext(context) ? context : null;
}

function isContext(value: unknown): value is WebGLRenderingContext {
  return typeof value === 'object' && value !== null && 'getExtension' in value && 'canvas' in value;
}
