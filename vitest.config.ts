import { defineConfig } from 'vitest/config';

/** Packages that never touch a tensor: tested once. All others are tested once per backend. */
const withoutTensors = ['packages/numerics', 'packages/datasets', 'packages/figures', 'apps/cli', 'tooling/golden'];
const testsOf = (roots: string[]) => roots.map((root) => `${root}/test/**/*.test.ts`);

/** The source of every workspace package is used directly; TF.js stays outside, loaded by Node as one copy. */
const resolution = {
  resolve: { conditions: ['@hyperprior/source'] },
  ssr: { resolve: { conditions: ['@hyperprior/source', 'node', 'import', 'default'] } },
};

const onBackend = (backend: string) => ({
  ...resolution,
  test: {
    name: `node-${backend}`,
    include: ['packages/*/test/**/*.test.ts'],
    exclude: testsOf(withoutTensors),
    setupFiles: ['tooling/vitest/src/setup-backend.ts'],
    provide: { backend },
    // WebGPU may run on a software adapter, a hundred times slower than a GPU.
    testTimeout: backend === 'webgpu' ? 300_000 : 120_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { ...resolution, test: { name: 'node', include: testsOf(withoutTensors), testTimeout: 120_000 } },
      onBackend('cpu'),
      onBackend('wasm'),
      onBackend('webgpu'),
    ],
  },
});
