import type { GatesArtifacts, TrainedGates } from './frame.ts';

/** Counts the test samples of each true class, row by row, by their predicted classes. */
export function confusionOf({ classNames, labels }: GatesArtifacts, { predictions }: TrainedGates): number[][] {
  const counts = classNames.map(() => classNames.map(() => 0));
  labels.forEach((label, i) => {
    counts[label][predictions[i]]++;
  });
  return counts;
}
