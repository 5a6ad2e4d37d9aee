import { createSorter, type Sorter } from '@hyperprior/numerics';

let kept: Sorter = createSorter(0);

/** Returns a sorter for rows of this length. It is reused between calls, because training sorts rows of one length. */
export function sorterFor(length: number): Sorter {
  if (kept.maxLength < length) kept = createSorter(length);
  return kept;
}
