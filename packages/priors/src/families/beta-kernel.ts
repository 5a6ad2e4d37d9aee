import { engine, env, getBackend, getKernel, type Tensor } from '@tensorflow/tfjs-core';

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

/** Whether the current backend has the kernel, and can run it: WebGL 1 cannot, as its shaders do not see a number's bits. */
export function hasBetaKernel(): boolean {
  const backend = getBackend();
  if (getKernel(betaKernelName, backend) === undefined) return false;
  return backend !== 'webgl' || env().getNumber('WEBGL_VERSION') > 1;
}

/** Runs the kernel: one quantity of Beta(a, b) at x, of the shape that the three broadcast to. */
export function runBetaKernel(quantity: BetaQuantity, x: Tensor, a: Tensor, b: Tensor): Tensor {
  return engine().runKernel(betaKernelName, { x, a, b }, { quantity });
}

/** The quantity that a kernel was asked for. */
export function quantityOf(attribute: unknown): BetaQuantity {
  const quantity = betaQuantities.find((name) => name === attribute);
  if (!quantity)
    throw new Error(
      `${betaKernelName}: 'quantity' must be one of ${betaQuantities.join(', ')}, but got ${String(attribute)}`,
    );
  return quantity;
}
