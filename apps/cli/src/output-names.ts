import { experiments } from '@hyperprior/experiments';

/** Names of the files that every run writes. */
export const framesFile = 'frames.jsonl';
export const resultFile = 'result.json';
const common = [framesFile, resultFile, 'figure.svg', 'figure.png', 'figure.gif'];

/** Whether a run of any experiment writes a file of this name. */
export const isOutput = (name: string): boolean =>
  common.includes(name) || experiments.some(({ fileNames }) => fileNames?.test(name));
