import { createSorter, type Sorter } from '@hyperprior/numerics';

let kept: Sorter = createSorter(0);

/** A sorter for rows of this length, kept between calls, since a training step sorts rows of one length. */
export function sorterFor(length: number): Sorter {
  if (kept.maxLength < length) kept = createSorter(length);
  return kept;
}
