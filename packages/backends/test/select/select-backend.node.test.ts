import { expectNoLeak } from '@hyperprior/vitest';
import { getBackend, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { BackendError, type BackendName, listBackends, selectBackend } from '../../src/index.ts';

const project = getBackend();
/** Only the WebGPU project has Chromium's software Vulkan, and a `navigator.gpu`. */
const hasSoftwareGpu = project === 'webgpu';

/** A test that exists only where it can say something. */
const when = (condition: boolean) => (name: string, test: () => Promise<void>) => {
  if (condition) it(name, test);
};

const errorOf = async (promise: Promise<unknown>): Promise<BackendError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof BackendError) return error;
  throw new Error(`expected a BackendError, got ${error}`);
};

/** What a refused or tried backend must not leave changed. */
const surroundings = () => ({
  globals: Object.getOwnPropertyNames(globalThis)
    .filter((name) => /^GPU|^navigator$/.test(name))
    .sort(),
  gpu: globalThis.navigator?.gpu,
  runtimeFolder: process.env.XDG_RUNTIME_DIR,
  listeners: [process.listeners('uncaughtException'), process.listeners('unhandledRejection')],
  backend: getBackend(),
});

afterEach(async () => {
  if (getBackend() !== project) await setBackend(project);
});

describe('selectBackend', () => {
  it.each(['wasm', 'cpu'] as const)('makes %s the backend when it is preferred, and tells its device', async (name) => {
    const selected = await selectBackend({ prefer: name });
    expect(selected).toMatchObject({ name, passedOver: [] });
    expect(selected.device).toMatch(name === 'wasm' ? /^WebAssembly with SIMD, \d+ threads?$/ : /^JavaScript on \w/);
    expect(getBackend()).toBe(name);
  });

  it('takes the first that runs, and gives a reason for each it passed over', async () => {
    const { name, passedOver } = await selectBackend();
    const rows = await listBackends();
    const first = rows.findIndex(({ available }) => available);
    expect(name).toBe(rows[first].name);
    const before = rows.slice(0, first).map((row) => ({ name: row.name, reason: row.available ? null : row.reason }));
    expect(passedOver).toEqual(before);
  });

  it('takes the first of several preferred that runs', async () => {
    const { name, passedOver } = await selectBackend({ prefer: ['webgl', 'cpu', 'wasm'] });
    expect(name).toBe('cpu');
    expect(passedOver).toEqual([{ name: 'webgl', reason: 'it does not exist in this environment' }]);
  });

  it('throws for a name that does not exist and says which do', async () => {
    const error = await errorOf(selectBackend({ prefer: 'foo' as BackendName }));
    expect(error.code).toBe('unknown');
    expect(error.message).toBe("selectBackend: unknown backend 'foo'; choose one of node-gpu, webgpu, node, wasm, cpu");
    expect((await errorOf(selectBackend({ prefer: [] }))).message).toMatch(/'prefer' must name a backend/);
  });

  it('throws when none of those preferred can run, says why and which can, and keeps the backend', async () => {
    const before = surroundings();
    const error = await errorOf(selectBackend({ prefer: ['node-gpu', 'webgpu'] }));
    expect(error.code).toBe('cannot-run');
    expect(error.passedOver.map(({ name }) => name)).toEqual(['node-gpu', 'webgpu']);
    expect(error.message).toMatch(/tfjs-node-gpu is not installed \(npm install .*webgpu: .*these can run: wasm, cpu/);
    expect(error.runnable).toEqual(['wasm', 'cpu']);
    expect(surroundings()).toEqual(before);
  });

  it('throws without a GPU when one is required', async () => {
    const error = await errorOf(selectBackend({ requireGpu: true }));
    expect(error.code).toBe('no-gpu');
    expect(error.passedOver.map(({ name }) => name)).toEqual(['node-gpu', 'webgpu']);
    expect(error.runnable).toEqual(['wasm', 'cpu']);
    const onCpu = await errorOf(selectBackend({ requireGpu: true, prefer: 'cpu' }));
    expect(onCpu.message).toMatch(/cpu: it does not compute on a GPU/);
    expect(getBackend()).toBe(project);
  });

  it('leaves no tensor behind', async () => {
    await selectBackend({ prefer: 'cpu' });
    await expectNoLeak(() => selectBackend({ prefer: 'wasm' }));
  });
});

describe('a software WebGPU', () => {
  when(hasSoftwareGpu)('is refused, also when it is preferred by name', async () => {
    const error = await errorOf(selectBackend({ prefer: 'webgpu' }));
    expect(error.message).toMatch(/software \(SwiftShader .*allowSoftware: true/);
  });

  when(hasSoftwareGpu)('is taken when that is allowed', async () => {
    const selected = await selectBackend({ prefer: 'webgpu', allowSoftware: true });
    expect(selected).toMatchObject({ name: 'webgpu', device: expect.stringMatching(/SwiftShader/) });
    expect(getBackend()).toBe('webgpu');
  });

  when(!hasSoftwareGpu)('is not found without its driver, and nothing stays changed', async () => {
    const before = surroundings();
    const error = await errorOf(selectBackend({ prefer: 'webgpu', allowSoftware: true }));
    expect(error.message).toMatch(/Dawn finds no GPU adapter/);
    expect(surroundings()).toEqual(before);
  });
});

describe('listBackends', () => {
  it('tells of every backend and puts everything back, however often', async () => {
    const before = surroundings();
    const first = await listBackends({ allowSoftware: true });
    expect(first.map(({ name }) => name)).toEqual(['node-gpu', 'webgpu', 'node', 'wasm', 'cpu']);
    for (const row of first) expect(row.available ? row.device : row.reason).toMatch(/^[^\n]+$/);
    expect(first.filter(({ available }) => available).map(({ name }) => name)).toEqual(
      hasSoftwareGpu ? ['webgpu', 'wasm', 'cpu'] : ['wasm', 'cpu'],
    );
    expect(await listBackends({ allowSoftware: true })).toEqual(first);
    expect(surroundings()).toEqual(before);
  });
});
