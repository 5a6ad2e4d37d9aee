import type { AlphaFrame } from '@hyperprior/experiments';
import { readable } from './readable.ts';

/** Progress of a training, in words. A diverged one has neither alpha nor an accuracy of its last weights. */
export function alphaWords({ step, steps, trainings: [training] }: AlphaFrame): string {
  const { losses, medians, accuracies, diverged } = training;
  const known = `Step ${step + 1} of ${steps}, loss ${readable(losses[step])}`;
  if (diverged !== null) return known;
  const median = medians.at(-1);
  const alpha = median === undefined || Number.isNaN(median) ? '' : `, alpha ${signed(median)} in the median`;
  return `${known}${alpha}${accuracyWords(accuracies.at(-1), step)}`;
}

/** An accuracy is measured now and then: an older one is given with the number of updates before it. */
function accuracyWords(latest: { readonly step: number; readonly accuracy: number } | undefined, step: number): string {
  if (!latest) return '';
  const when = latest.step === step + 1 ? '' : ` after ${latest.step} step${latest.step === 1 ? '' : 's'}`;
  return `, test accuracy ${(100 * latest.accuracy).toFixed(1)} %${when}`;
}

const signed = (value: number): string => value.toFixed(2).replace('-', '−');
