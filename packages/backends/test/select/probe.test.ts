import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import {
  Add,
  BatchMatMul,
  copyRegisteredKernels,
  engine,
  getBackend,
  getKernel,
  type KernelFunc,
  registerBackend,
  registerKernel,
  removeBackend,
  setBackend,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { afterEach, expect, it } from 'vitest';
import type { Candidate } from '../../src/select/candidate.ts';
import { tryCandidate } from '../../src/select/start.ts';
import { select } from '../../src/select/walk.ts';

const project = getBackend();

/** A backend like cpu, but for one kernel. */
function copyOfCpu(kernelName: string, spoil: (original: KernelFunc) => KernelFunc): Candidate {
  return {
    name: 'cpu',
    tfjsName: 'spoiled',
    isGpu: false,
    async load() {
      registerBackend('spoiled', () => new MathBackendCPU());
      copyRegisteredKernels('cpu', 'spoiled');
      const original = getKernel(kernelName, 'spoiled');
      unregisterKernel(kernelName, 'spoiled');
      registerKernel({ ...original, kernelFunc: spoil(original.kernelFunc) });
      return { started: () => 'a copy of cpu' };
    },
  };
}

/** Passes the values of a kernel's output through `change`. */
const changed =
  (change: (value: number) => number) =>
  (original: KernelFunc): KernelFunc =>
  (call) => {
    const output = original(call);
    const { backend } = call;
    if (Array.isArray(output) || !(backend instanceof MathBackendCPU)) throw new Error('not the kernel we expect');
    const values = backend.data.get(output.dataId).values as Float32Array;
    values.forEach((value, i) => {
      values[i] = change(value);
    });
    return output;
  };

afterEach(async () => {
  await setBackend(project);
  if ('spoiled' in engine().registryFactory) removeBackend('spoiled');
});

it('accepts a backend that computes right', async () => {
  const trial = await tryCandidate(
    copyOfCpu(
      Add,
      changed((value) => value),
    ),
    { allowSoftware: false },
  );
  expect(trial).toMatchObject({ accepted: true, device: 'a copy of cpu' });
});

it('refuses a backend whose numbers are coarser than 32-bit floats', async () => {
  const halfPrecision = (value: number) => Math.round(value * 2 ** 10) / 2 ** 10;
  const trial = await tryCandidate(copyOfCpu(Add, changed(halfPrecision)), { allowSoftware: false });
  expect(trial).toMatchObject({ accepted: false, reason: expect.stringMatching(/not 32-bit floats/) });
});

it('refuses a backend that computes a gradient wrong, and stops it', async () => {
  const trial = await tryCandidate(
    copyOfCpu(
      BatchMatMul,
      changed((value) => value + 1),
    ),
    { allowSoftware: false },
  );
  expect(trial).toMatchObject({ accepted: false, reason: expect.stringMatching(/small gradient wrong: \[/) });
  expect('spoiled' in engine().registry).toBe(false);
});

it('passes over a candidate whose package throws, with the first line of what it says', async () => {
  const broken: Candidate = {
    name: 'node',
    tfjsName: 'broken',
    isGpu: false,
    load: () => Promise.reject(new Error('libtensorflow.so.2 is missing\n  at somewhere')),
  };
  const sound = copyOfCpu(
    Add,
    changed((value) => value),
  );
  const { name, passedOver } = await select([broken, sound], {});
  expect(name).toBe('cpu');
  expect(passedOver).toEqual([{ name: 'node', reason: 'libtensorflow.so.2 is missing' }]);
});
