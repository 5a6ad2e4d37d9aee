import {
  engine,
  getBackend,
  getKernel,
  type NamedTensorMap,
  registerKernel,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { typed } from '../../gradients/rule.ts';
import type { AdamStep } from '../adam-step.ts';
import { type AdamPart, settingsOf } from './adam-parts.ts';

const kernelName = 'HyperpriorAdamPart';

interface Attributes {
  readonly part: AdamPart;
  readonly settings: [number, number, number, number];
}

/** Runs one part's program on a backend's tensors, which are all of one shape. */
export type RunPart = (
  backend: object,
  part: AdamPart,
  inputs: TensorInfo[],
  settings: [number, number, number, number],
) => TensorInfo;

/** Has TF.js know how a backend runs a part of an update. */
export function registerAdamKernel(backendName: string, run: RunPart): void {
  if (getKernel(kernelName, backendName)) return;
  registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs = {}, backend }) => {
      const { part, settings } = typed<Attributes>(attrs);
      const tensors = Object.values(inputs).filter((tensor): tensor is TensorInfo => tensor !== undefined);
      return run(backend, part, tensors, settings);
    },
  });
}

/** Whether the current backend has the kernel. */
export const hasAdamKernel = (): boolean => getKernel(kernelName, getBackend()) !== undefined;

/** One part of an update. */
export function adamPart(part: AdamPart, inputs: readonly Tensor[], step: AdamStep): Tensor {
  const named: NamedTensorMap = {};
  inputs.forEach((tensor, i) => {
    named[i] = tensor;
  });
  return engine().runKernel(kernelName, named, { part, settings: settingsOf(part, step) });
}
