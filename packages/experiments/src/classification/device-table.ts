import type { Table } from '@hyperprior/datasets';
import { type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';

/** A table whose features lie on the device. */
export interface DeviceTable {
  readonly features: Tensor2D;
  readonly labels: Int32Array;
  readonly count: number;
  dispose(): void;
}

/** Puts a table's features on the device; the caller disposes it. */
export function deviceTable({ features, labels, count, featureCount }: Table): DeviceTable {
  const tensor = tensor2d(features, [count, featureCount]);
  return { features: tensor, labels, count, dispose: () => tensor.dispose() };
}
