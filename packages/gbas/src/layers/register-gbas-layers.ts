import { serialization } from '@tensorflow/tfjs-core';
import { GbasRegularizer } from './gbas-regularizer.ts';

/** Lets `loadLayersModel` find the layers of this package. */
export function registerGbasLayers(): void {
  serialization.registerClass(GbasRegularizer);
}
