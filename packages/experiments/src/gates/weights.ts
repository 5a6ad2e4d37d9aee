import { concat, reshape, tidy } from '@tensorflow/tfjs-core';
import { read } from '../training/read.ts';
import type { GatedNetwork } from './network.ts';

/** Reads the weights of a network: kernel and bias of each layer, in the order of `layerShapes`. */
export const readWeights = ({ variables }: GatedNetwork): Promise<Float32Array> =>
  read(tidy(() => concat(variables.map((part) => reshape(part, [part.size])))));
