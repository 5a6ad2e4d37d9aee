import { hasKernelOfBits } from '@hyperprior/backends/kernels';
import { engine, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';

/** The kernel that evaluates the Beta distribution in one pass on a GPU: inputs x, a, b, attribute `quantity`. */
export const betaKernelName = 'HyperpriorBetaCdf';

/** What the kernel can be asked for. The scores are the derivatives of log f, the partials those of F. */
export const betaQuantities = [
  'cdf',
  'sf',
  'logCdf',
  'logSf',
  'logPdf',
  'quantile',
  'aPartial',
  'bPartial',
  'xScore',
  'aScore',
  'bScore',
] as const;

export type BetaQuantity = (typeof betaQuantities)[number];

/** Whether the current backend has the kernel, and can run it. */
export const hasBetaKernel = (): boolean => hasKernelOfBits(betaKernelName);

/** Runs the kernel: one quantity of Beta(a, b) at x, of the shape that the three broadcast to. */
export function runBetaKernel(quantity: BetaQuantity, x: Tensor, a: Tensor, b: Tensor): Tensor {
  return engine().runKernel(betaKernelName, { x, a, b }, { quantity });
}

/** What a kernel was asked for: x, a and b in this order, and the quantity. */
export function betaArguments(
  { x, a, b }: Readonly<Record<string, TensorInfo | undefined>>,
  { quantity: asked }: Readonly<Record<string, unknown>>,
): { quantity: BetaQuantity; inputs: TensorInfo[] } {
  const quantity = betaQuantities.find((name) => name === asked);
  if (!quantity)
    throw new Error(
      `${betaKernelName}: 'quantity' must be one of ${betaQuantities.join(', ')}, but got ${String(asked)}`,
    );
  return { quantity, inputs: [x, a, b].filter((tensor): tensor is TensorInfo => tensor !== undefined) };
}
