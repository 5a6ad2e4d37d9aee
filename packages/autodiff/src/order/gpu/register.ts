import { registerWebGlKernel, registerWebGpuKernel } from '@hyperprior/backends/kernels';
import { getBackend, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Side } from '../ties.ts';
import { mergeProgram as webGlMerge, placesProgram as webGlPlaces } from './webgl-programs.ts';
import { mergeProgram as webGpuMerge, placesProgram as webGpuPlaces } from './webgpu-programs.ts';

/** One pass of a merge sort: from rows and an order whose runs of attribute `width` are sorted, one of twice that. */
export const mergeKernelName = 'HyperpriorMergeRuns';

/** Ranks from rows and their order; attribute `ties` is 'ordinal', 'min' or 'max'. */
export const placesKernelName = 'HyperpriorBisectOrder';

/** Whether the current backend is one for which the two kernels are written; registers them when they are first needed. */
export function hasOrderKernels(): boolean {
  const register = { webgl: registerOnWebGl, webgpu: registerOnWebGpu }[getBackend()];
  register?.();
  return register !== undefined;
}

function registerOnWebGl(): void {
  registerWebGlKernel(mergeKernelName, (inputs, { width }) => {
    const [rows, order] = pair(inputs);
    return { program: webGlMerge(rows.shape), inputs: [rows, order], uniforms: [[Number(width)]] };
  });
  registerWebGlKernel(placesKernelName, (inputs, { ties }) => {
    const [rows, order] = pair(inputs);
    return { program: webGlPlaces(rows.shape, sideOf(ties)), inputs: [rows, order] };
  });
}

function registerOnWebGpu(): void {
  registerWebGpuKernel(mergeKernelName, (inputs, { width }) => {
    const [rows, order] = pair(inputs);
    const uniforms = [{ type: 'float32' as const, data: [Number(width)] }];
    return { program: webGpuMerge(rows.shape), inputs: [rows, order], uniforms };
  });
  registerWebGpuKernel(placesKernelName, (inputs, { ties }) => {
    const [rows, order] = pair(inputs);
    return { program: webGpuPlaces(rows.shape, sideOf(ties)), inputs: [rows, order] };
  });
}

function pair({
  rows,
  order,
}: Readonly<Record<string, TensorInfo | undefined>>): [rows: TensorInfo, order: TensorInfo] {
  if (!rows || !order) throw new Error('an order kernel needs rows and their order');
  return [rows, order];
}

function sideOf(ties: unknown): Side {
  if (ties === 'ordinal' || ties === 'min' || ties === 'max') return ties;
  throw new Error(`${placesKernelName}: 'ties' must be ordinal, min or max, but is ${String(ties)}`);
}
