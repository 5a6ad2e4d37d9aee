import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Chromium's software Vulkan driver, as Debian's package installs it. */
const softwareVulkan = '/usr/lib/chromium/vk_swiftshader_icd.json';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Vitest loads more of TF.js than plain Node does: what users meet there is tried there, with a bundle of the source. */
const folder = mkdtempSync(join(root, 'node_modules', '.plain-node-'));

beforeAll(() =>
  build({
    entryPoints: [join(root, 'src/index.ts')],
    outfile: join(folder, 'backends.mjs'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  }),
);

afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, environment: Record<string, string> = {}) {
  const file = join(folder, 'program.mjs');
  writeFileSync(
    file,
    `import * as backends from './backends.mjs';\nimport * as tf from '@tensorflow/tfjs-core';\n${program}`,
  );
  const { VK_ICD_FILENAMES: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], {
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...env, ...environment },
  });
  return { status, stdout: stdout.trim(), stderr };
}

const gradients = `
const x = tf.tensor2d([1, 2, 3, 4], [2, 2]);
const f = (t) => tf.sum(tf.mul(tf.prod(t, 1), tf.sum(tf.gather(t, tf.tensor2d([[1], [0]], [2, 1], 'int32'), 1, 1))));
console.log((await tf.grad(f)(x).data()).join(' '));`;
// prod = [2, 12], gathered sum = 2 + 3 = 5, total = 14 * 5
const expected = '10 19 34 15';

it('differentiates prod and a batched gather, which need chained methods in TF.js itself', () => {
  for (const prefer of ['cpu', 'wasm']) {
    const { status, stdout, stderr } = run(`await backends.selectBackend({ prefer: '${prefer}' });${gradients}`);
    expect(stderr).not.toMatch(/Error/);
    expect(stdout).toBe(expected);
    expect(status).toBe(0);
  }
});

it("differentiates them also where tfjs-layers, which brings core's gradients, is loaded later", () => {
  const { status, stdout } = run(
    `await backends.selectBackend({ prefer: 'cpu' });await import('@tensorflow/tfjs-layers');${gradients}`,
  );
  expect(stdout).toBe(expected);
  expect(status).toBe(0);
});

it('trains recurrent layers with an initializer that needs no chained methods', () => {
  const { status, stdout } = run(`await backends.selectBackend({ prefer: 'cpu' });
const { layers, sequential } = await import('@tensorflow/tfjs-layers');
const last = [];
for (const recurrent of [layers.gru, layers.lstm, layers.simpleRNN]) {
  const model = sequential();
  model.add(recurrent({ inputShape: [4, 2], units: 3, recurrentInitializer: 'glorotUniform' }));
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  const { history } = await model.fit(tf.ones([4, 4, 2]), tf.ones([4, 3]), { epochs: 1, verbose: 0 });
  last.push(Number.isFinite(history.loss[0]));
}
console.log(last.join(' '));`);
  expect(stdout).toBe('true true true');
  expect(status).toBe(0);
});

it('fails without the gradients: the test above can', () => {
  const { stderr } = run(`import '@tensorflow/tfjs-backend-cpu';${gradients}`);
  expect(stderr).toMatch(/gradient function not found/);
});

it('keeps the exit code and the stack trace of a program that fails on wasm', () => {
  const { status, stderr } = run(`await backends.selectBackend({ prefer: 'wasm' }); throw new Error('mine');`);
  expect(status).toBe(1);
  expect(stderr).toMatch(/Error: mine\n\s+at .*program\.mjs/);
});

it('computes on WebGPU through Dawn and ends by itself', ({ skip }) => {
  skip(!existsSync(softwareVulkan), `there is no software Vulkan at ${softwareVulkan}`);
  const { status, stdout, stderr } = run(
    `const { name } = await backends.selectBackend({ prefer: 'webgpu', allowSoftware: true });console.log(name);${gradients}`,
    { VK_ICD_FILENAMES: softwareVulkan },
  );
  skip(!process.env.CI && /Dawn finds no GPU adapter/.test(stderr), 'the Vulkan loader (libvulkan1) is missing');
  expect(stdout).toBe(`webgpu\n${expected}`);
  expect(status).toBe(0);
});
