import type { AlphaFrame } from '@hyperprior/experiments';

/** What is trained, and how far it is. */
export const alphaProgress = ({ step, steps, optimizer, widths, batchSize }: AlphaFrame): string =>
  `${widths.join('-')} by ${optimizerNames[optimizer]}, batches of ${batchSize}, step ${step + 1} of ${steps}`;

const optimizerNames = { sgd: 'SGD', momentum: 'momentum', adam: 'Adam' } as const;
