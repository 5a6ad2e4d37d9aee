import type { LoggedRecord } from '@hyperprior/cockpit-alpha';

/**
 * The first step from which on a log has no finite loss any more, so that the training is dead; null where its latest loss
 * is finite, and where it has none. A log without the loss has those that alpha was fitted to.
 */
export function notFiniteSince(records: readonly LoggedRecord[]): number | null {
  let since: number | null = null;
  for (let i = records.length - 1; i >= 0; i--) {
    const loss = lossOf(records[i]);
    if (loss === undefined) continue;
    if (Number.isFinite(loss)) break;
    since = records[i].step;
  }
  return since;
}

/** The loss before a step; NaN where it is written as null, as JSON has what is not finite; undefined where it is not known. */
function lossOf({ values: { loss, alpha } }: LoggedRecord): number | undefined {
  if (typeof loss === 'number') return loss;
  if (loss === null) return Number.NaN;
  const observed = part(part(alpha, 'observed'), 'losses');
  if (!Array.isArray(observed) || observed.length !== 2) return undefined;
  const [, end] = observed;
  return typeof end === 'number' ? end : Number.NaN;
}

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
