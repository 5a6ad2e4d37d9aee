import { engine } from '@tensorflow/tfjs-core';

/** One operation that TF.js recorded: what went in, what came out, what its gradient saved. */
export type TapeNode = ReturnType<typeof engine>['state']['activeTape'][number];

/** The state in which TF.js keeps its tape. */
export const tapeState = () => engine().state;
