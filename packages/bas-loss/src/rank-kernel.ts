import { hasKernelOfBits } from '@hyperprior/backends/kernels';
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Ties } from './options.ts';

/** The kernel that ranks rows on a GPU, each value by a count over its row: input x, attribute `ties`. */
export const rankKernelName = 'HyperpriorDeviceRank';

/** In rows beyond this length, a sort takes less time than the kernel's count. Only ordinal ranks come from a sort. */
const sortedBeyond = 4096;

/** More comparisons than this could keep a small GPU busy for so long that its driver resets it. */
const mostComparisons = 2 ** 32;

/** Whether the current backend has the kernel and should run it on shape [rows, N]. */
export const hasRankKernel = ([rows, count]: readonly number[], ties: Ties): boolean =>
  (ties === 'max' || count <= sortedBeyond) &&
  rows * count * count <= mostComparisons &&
  hasKernelOfBits(rankKernelName);

/** Runs the kernel on x of shape [rows, N]. */
export function runRankKernel(x: Tensor, ties: Ties): Tensor {
  return engine().runKernel(rankKernelName, { x }, { ties });
}

/** Attributes of a call of the kernel. */
export function rankArguments(
  inputs: Readonly<Record<string, TensorInfo | undefined>>,
  { ties }: Readonly<Record<string, unknown>>,
): { x: TensorInfo; ties: Ties } {
  if (inputs.x?.shape.length !== 2)
    throw new Error(`${rankKernelName}: 'x' must have shape [rows, N], but has [${inputs.x?.shape}]`);
  if (ties !== 'ordinal' && ties !== 'max')
    throw new Error(`${rankKernelName}: 'ties' must be one of ordinal, max, but got ${String(ties)}`);
  return { x: inputs.x, ties };
}
