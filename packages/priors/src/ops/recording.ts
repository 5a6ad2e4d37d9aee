import { engine } from '@tensorflow/tfjs-core';

/** How many gradients are being recorded around this call: 0 for none, 2 inside `grad(grad(...))`. */
export const recordingDepth = (): number => engine().state.gradientDepth;
