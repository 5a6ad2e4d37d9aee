import { hasKernelOfBits } from '@hyperprior/backends/kernels';
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Ties } from './options.ts';

/** The kernel that ranks rows on a GPU, each value by a count over its row: input x, attribute `ties`. */
export const rankKernelName = 'HyperpriorDeviceRank';

/**
 * Up to these lengths of a row the kernel counts. Its work grows with the square of the length: beyond the first, a sort
 * takes less time; beyond the second, one row would keep a small GPU busy too long.
 */
export const kernelUpTo: Readonly<Record<Ties, number>> = { ordinal: 2 ** 12, max: 2 ** 15 };

/** Whether the current backend has the kernel, and can run it. */
export const hasRankKernel = (): boolean => hasKernelOfBits(rankKernelName);

/** Runs the kernel on x of shape [rows, N]. */
export function runRankKernel(x: Tensor, ties: Ties): Tensor {
  return engine().runKernel(rankKernelName, { x }, { ties });
}

/** What a kernel was asked for. */
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
