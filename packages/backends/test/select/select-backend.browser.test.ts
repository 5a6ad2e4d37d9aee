import { wasmPaths } from '@hyperprior/vitest/wasm-paths';
import { engine, env, getBackend, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  BackendError,
  type BackendName,
  listBackends,
  type SelectOptions,
  selectBackend,
} from '../../src/index.browser.ts';

const project = getBackend();
const choose = (options: SelectOptions = {}) => selectBackend({ wasmPaths, ...options });

const errorOf = async (promise: Promise<unknown>): Promise<BackendError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof BackendError) return error;
  throw new Error(`expected a BackendError, got ${error}`);
};

afterEach(async () => {
  vi.unstubAllGlobals();
  if (getBackend() !== project) await setBackend(project);
});

describe('selectBackend in a browser', () => {
  it.each(['wasm', 'cpu'] as const)('makes %s the backend when it is preferred, and tells its device', async (name) => {
    const selected = await choose({ prefer: name });
    expect(selected).toMatchObject({ name, passedOver: [] });
    expect(selected.device).toMatch(name === 'wasm' ? /^WebAssembly with SIMD, \d+ threads?$/ : /^JavaScript in/);
    expect(getBackend()).toBe(name);
  });

  it('takes a software GPU when that is allowed, and names it', async () => {
    for (const name of ['webgpu', 'webgl'] as const) {
      const selected = await choose({ prefer: name, allowSoftware: true });
      expect(selected).toMatchObject({ name, device: expect.stringMatching(/swiftshader/i) });
    }
  });

  it('refuses a software GPU otherwise, and goes on to wasm', async () => {
    const { name, passedOver } = await choose();
    expect(name).toBe('wasm');
    expect(passedOver.map((each) => each.name)).toEqual(['webgpu', 'webgl']);
    for (const { reason } of passedOver) expect(reason).toMatch(/software \(.*swiftshader.*\), far slower than wasm/i);
  });

  it('says that a browser has no WebGPU, or offers it to secure pages only', async () => {
    vi.stubGlobal('navigator', {});
    expect((await errorOf(choose({ prefer: 'webgpu' }))).message).toMatch(/this browser has no WebGPU/);
    vi.stubGlobal('isSecureContext', false);
    expect((await errorOf(choose({ prefer: 'webgpu' }))).message).toMatch(/to secure pages only.*https/);
  });

  it('refuses a WebGL that renders no 32-bit floats', async () => {
    const flags = ['WEBGL_RENDER_FLOAT32_CAPABLE', 'WEBGL_RENDER_FLOAT32_ENABLED'];
    const before = flags.map((flag) => env().getBool(flag));
    env().set('WEBGL_RENDER_FLOAT32_CAPABLE', false);
    const error = await errorOf(choose({ prefer: 'webgl', allowSoftware: true }));
    env().set('WEBGL_RENDER_FLOAT32_CAPABLE', before[0]);
    expect(error.message).toMatch(/webgl: this device renders no 32-bit floats/);
    expect(error.code).toBe('cannot-run');
  });

  it('throws for a name that does not exist here and says which do', async () => {
    const error = await errorOf(choose({ prefer: 'foo' as BackendName }));
    expect(error.message).toBe("selectBackend: unknown backend 'foo'; choose one of webgpu, webgl, wasm, cpu");
    const ofNode = await errorOf(choose({ prefer: 'node' }));
    expect(ofNode.passedOver).toEqual([{ name: 'node', reason: 'it does not exist in this environment' }]);
  });
});

describe('listBackends in a browser', () => {
  it('tells of every backend and puts everything back, however often', async () => {
    const first = await listBackends({ allowSoftware: true, wasmPaths });
    expect(first.map(({ name, available }) => [name, available])).toEqual([
      ['webgpu', true],
      ['webgl', true],
      ['wasm', true],
      ['cpu', true],
    ]);
    expect(await listBackends({ allowSoftware: true, wasmPaths })).toEqual(first);
    expect(getBackend()).toBe(project);
    expect(engine().backendName).toBe(project);
  });
});
