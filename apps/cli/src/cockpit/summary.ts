import type { LoggedRecord, LogReader } from '@hyperprior/cockpit-alpha';
import { latestAlphas } from '@hyperprior/figures';

/** What a log tells, as plain data. */
export interface LogSummary {
  readonly log: string;
  readonly records: number;
  readonly firstStep: number;
  readonly lastStep: number;
  readonly loss: { readonly first: number; readonly last: number } | null;
  readonly alpha: { readonly median: number; readonly count: number; readonly says: string } | null;
  /** What could not be measured, by the quantity: at how many steps, at which first, and why there. */
  readonly problems: Readonly<Record<string, { readonly steps: number; readonly first: number; readonly why: string }>>;
  readonly damaged: { readonly lines: number; readonly first: number | null };
  readonly replaced: number;
  readonly isTorn: boolean;
}

/** Sums up a log of one record or more. */
export function summaryOf(log: string, { records, damaged, replaced, isTorn }: LogReader): LogSummary {
  const losses = records.flatMap(({ values }) => (typeof values.loss === 'number' ? [values.loss] : []));
  const alphas = latestAlphas(records).sort();
  const median = alphas[alphas.length >> 1];
  return {
    log,
    records: records.length,
    firstStep: records[0].step,
    lastStep: records[records.length - 1].step,
    loss: losses.length > 0 ? { first: losses[0], last: losses[losses.length - 1] } : null,
    alpha: alphas.length > 0 ? { median, count: alphas.length, says: saysOf(median) } : null,
    problems: problemsOf(records),
    damaged,
    replaced,
    isTorn,
  };
}

/** What a median of alpha says of the learning rate. */
function saysOf(alpha: number): string {
  if (alpha < -0.5) return 'too short';
  if (alpha <= 0.5) return 'about right';
  return alpha <= 1 ? 'long' : 'too long';
}

const meaning: Readonly<Record<string, string>> = {
  'too short': 'steps end before half of the way to the minimum along them',
  'about right': 'steps end near the minimum along them',
  long: 'steps end beyond the minimum along them',
  'too long': 'steps end higher than they began',
};

function problemsOf(records: readonly LoggedRecord[]): LogSummary['problems'] {
  const found: Record<string, { steps: number; first: number; why: string }> = {};
  for (const { step, problems } of records)
    for (const [name, why] of Object.entries(problems)) {
      found[name] ??= { steps: 0, first: step, why };
      found[name].steps++;
    }
  return found;
}

/** The summary for a reader at the terminal. */
export function inWords({ log, records, firstStep, lastStep, loss, alpha, ...rest }: LogSummary): string {
  const { problems, damaged, replaced, isTorn } = rest;
  const line = (name: string, words: string) => [`  ${name.padEnd(9)} ${words}`];
  return [
    `${log}: ${counted(records, 'record')}, steps ${firstStep} to ${lastStep}`,
    ...(loss ? line('loss', `${short(loss.first)} -> ${short(loss.last)}`) : []),
    ...(alpha
      ? line(
          'alpha',
          `${alpha.says}: median ${short(alpha.median)} of the latest ${alpha.count}; ${meaning[alpha.says]}`,
        )
      : []),
    ...Object.entries(problems).flatMap(([name, { steps, first, why }]) =>
      line('problem', `${name}, at ${counted(steps, 'step')} from ${first} on: ${why}`),
    ),
    ...(damaged.lines > 0
      ? line('damaged', `${counted(damaged.lines, 'line')}, the first is line ${damaged.first}`)
      : []),
    ...(replaced > 0 ? line('anew', `${counted(replaced, 'record')} replaced by a run that was gone on with`) : []),
    ...(isTorn ? line('torn', 'the last line has not ended') : []),
  ].join('\n');
}

const short = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`;
