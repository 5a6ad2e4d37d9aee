import {
  engine,
  getBackend,
  getKernel,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { typed } from '../../gradients/rule.ts';
import type { AdamStep } from '../adam-step.ts';
import { type AdamPart, settingsOf } from './adam-parts.ts';

/** One part of an update on a GPU: inputs in their order, attributes `part` and `settings`. */
export const adamKernelName = 'HyperpriorAdamPart';

interface Attributes {
  readonly part: AdamPart;
  readonly settings: [number, number, number, number];
}

/** What a part's program is made from. */
export interface AdamPartCall extends Attributes {
  /** All of one shape. */
  readonly inputs: TensorInfo[];
}

/** Reads the call of a kernel. */
export function adamPartCall(
  inputs: Readonly<Record<string, TensorInfo | undefined>>,
  attributes: NamedAttrMap,
): AdamPartCall {
  const tensors = Object.values(inputs).filter((tensor): tensor is TensorInfo => tensor !== undefined);
  return { ...typed<Attributes>(attributes), inputs: tensors };
}

/** Whether the current backend has the kernel. */
export const hasAdamKernel = (): boolean => getKernel(adamKernelName, getBackend()) !== undefined;

/** One part of an update. */
export function adamPart(part: AdamPart, inputs: readonly Tensor[], step: AdamStep): Tensor {
  const named: NamedTensorMap = {};
  inputs.forEach((tensor, i) => {
    named[i] = tensor;
  });
  return engine().runKernel(adamKernelName, named, { part, settings: settingsOf(part, step) });
}
