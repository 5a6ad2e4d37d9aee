import type { AlphaFrame } from '@hyperprior/experiments';
import { readable } from './readable.ts';

/** How a training stands, in words. */
export function alphaWords({ step, steps, trainings: [training] }: AlphaFrame): string {
  const { losses, medians, accuracies } = training;
  const median = medians.at(-1);
  const told = median === undefined || Number.isNaN(median) ? '' : `, alpha ${signed(median)} in the median`;
  const accuracy = accuracies.at(-1)?.accuracy;
  const known = accuracy === undefined ? '' : `, test accuracy ${(100 * accuracy).toFixed(1)} %`;
  return `Step ${step + 1} of ${steps}, loss ${readable(losses[step])}${told}${known}`;
}

const signed = (value: number): string => value.toFixed(2).replace('-', '−');
