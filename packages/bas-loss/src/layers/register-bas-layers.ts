import { serialization } from '@tensorflow/tfjs-core';
import { BasRegularizer } from './bas-regularizer.ts';
import { GatedConv2D } from './gated-conv2d.ts';
import { GatedDense } from './gated-dense.ts';

/** Lets `loadLayersModel` find the layers of this package. */
export function registerBasLayers(): void {
  serialization.registerClass(BasRegularizer);
  serialization.registerClass(GatedDense);
  serialization.registerClass(GatedConv2D);
}
