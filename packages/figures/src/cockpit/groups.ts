import type { Course } from './course.ts';

/** A course in groups of neighbouring steps: where each stands, and by each share the value that so many are up to. */
export interface Groups {
  readonly steps: Float64Array;
  readonly quantiles: readonly Float64Array[];
}

/**
 * Cuts the way from a course's first step to its last one into parts of equal width, and tells of the finite values in
 * each their quantiles (the nearest ranks'); NaN where a part has none but was measured. Parts that were not measured are
 * left out.
 */
export function grouped({ steps, values }: Course, parts: number, shares: readonly number[]): Groups {
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const partOf = (step: number) => Math.min(parts - 1, Math.floor((parts * (step - first)) / (last - first || 1)));
  const [at, found]: [number[], number[][]] = [[], shares.map(() => [])];
  for (let from = 0; from < steps.length; ) {
    const part = partOf(steps[from]);
    let to = from + 1;
    while (to < steps.length && partOf(steps[to]) === part) to++;
    const sorted = values.slice(from, to).filter(Number.isFinite).sort();
    at.push((steps[from] + steps[to - 1]) / 2);
    for (const [i, share] of shares.entries()) found[i].push(sorted[Math.round(share * (sorted.length - 1))]);
    from = to;
  }
  return { steps: Float64Array.from(at), quantiles: found.map((each) => Float64Array.from(each)) };
}
