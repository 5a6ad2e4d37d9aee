import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { engine } from '@tensorflow/tfjs-core';
import type { BackendName } from '../backend-name.ts';
import { type Candidate, Refusal } from '../candidate.ts';
import { register } from '../registration.ts';
import { processorName } from './cpu.ts';
import { packageFolder, requirePackages } from './packages.ts';

/** The first major version of Node that tfjs-node 4.22 fails on: it calls functions that Node 23 took away. */
const firstBrokenNode = 23;

/** Whether a tfjs-node package has its native addon. To import one without it registers kernels before it throws. */
export function hasNativeAddon(folder: string): boolean {
  const lib = join(folder, 'lib');
  return existsSync(lib) && readdirSync(lib).some((each) => existsSync(join(lib, each, 'tfjs_binding.node')));
}

/** Refuses a tfjs-node package that cannot be imported, and says what to do. */
export function checkTfjsNode(packageName: string, folder: string, nodeVersion: string): void {
  if (Number.parseInt(nodeVersion, 10) >= firstBrokenNode)
    throw new Refusal(
      `${packageName} 4.22 does not run on Node 23 and later (this is ${nodeVersion}); use Node 20 or 22`,
    );
  if (!hasNativeAddon(folder))
    throw new Refusal(
      `${packageName} is installed without its native addon, whose download failed or was not allowed; run npm rebuild ${packageName}`,
    );
}

function candidate(name: BackendName, packageName: string, isGpu: boolean): Candidate {
  return {
    name,
    tfjsName: 'tensorflow',
    isGpu,
    async load() {
      requirePackages(packageName);
      checkTfjsNode(packageName, packageFolder(packageName) ?? '', process.versions.node);
      if (!(await register('tensorflow', () => import(packageName))))
        throw new Refusal(`the package ${packageName} did not register its backend`);
      return {
        started() {
          if (!isGpu) return `libtensorflow on ${processorName()}`;
          if (usesGpu()) return 'a CUDA GPU, through libtensorflow';
          throw new Refusal(`${packageName} finds no CUDA GPU; check the driver, CUDA and cuDNN`);
        },
      };
    },
  };
}

function usesGpu(): boolean {
  const { backend } = engine();
  return 'isUsingGpuDevice' in backend && backend.isUsingGpuDevice === true;
}

export const tfjsNodeGpu = candidate('node-gpu', '@tensorflow/tfjs-node-gpu', true);
export const tfjsNode = candidate('node', '@tensorflow/tfjs-node', false);
