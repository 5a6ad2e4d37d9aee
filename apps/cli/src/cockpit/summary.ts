import type { LoggedRecord, LogReader } from '@hyperprior/cockpit-alpha';
import { latestAlphas, latestSteps, notFiniteSince } from '@hyperprior/figures';

/** What a log tells, as plain data. */
export interface LogSummary {
  readonly log: string;
  readonly records: number;
  readonly firstStep: number;
  readonly lastStep: number;
  readonly loss: { readonly first: number; readonly last: number } | null;
  /** The first step from which on no loss is finite: the training is dead, and alpha says nothing. */
  readonly notFiniteSince: number | null;
  /** The median of the alphas that are defined at the latest steps, their number, and the number of these steps. */
  readonly alpha: {
    readonly median: number | null;
    readonly count: number;
    readonly steps: number;
    readonly says: string | null;
  } | null;
  /** What could not be measured, by the quantity: at how many steps, at which first, and why there. */
  readonly problems: Readonly<Record<string, { readonly steps: number; readonly first: number; readonly why: string }>>;
  readonly damaged: { readonly lines: number; readonly first: number | null };
  readonly replaced: number;
  readonly isTorn: boolean;
}

/** Sums up a log of one record or more. */
export function summaryOf(log: string, { records, damaged, replaced, isTorn }: LogReader): LogSummary {
  const losses = records.flatMap(({ values }) => (typeof values.loss === 'number' ? [values.loss] : []));
  return {
    log,
    records: records.length,
    firstStep: records[0].step,
    lastStep: records[records.length - 1].step,
    loss: losses.length > 0 ? { first: losses[0], last: losses[losses.length - 1] } : null,
    notFiniteSince: notFiniteSince(records),
    alpha: alphaOf(records),
    problems: problemsOf(records),
    damaged,
    replaced,
    isTorn,
  };
}

/** Null of a training that is dead, and where alpha was never measured. */
function alphaOf(records: readonly LoggedRecord[]): LogSummary['alpha'] {
  const steps = latestSteps(records);
  if (steps === 0 || notFiniteSince(records) !== null) return null;
  const alphas = latestAlphas(records).sort();
  const count = alphas.length;
  if (count === 0) return { median: null, count, steps, says: null };
  const median = alphas[count >> 1];
  return { median, count, steps, says: saysOf(median) };
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
  const { notFiniteSince: dead, problems, damaged, replaced, isTorn } = rest;
  const line = (name: string, words: string) => [`  ${name.padEnd(9)} ${words}`];
  return [
    `${log}: ${counted(records, 'record')}, steps ${firstStep} to ${lastStep}`,
    ...(loss ? line('loss', `${short(loss.first)} -> ${short(loss.last)}`) : []),
    ...(dead === null ? [] : line('dead', `the loss is not finite since step ${dead}: the steps say nothing`)),
    ...(alpha ? line('alpha', alphaInWords(alpha)) : []),
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

function alphaInWords({ median, count, steps, says }: NonNullable<LogSummary['alpha']>): string {
  if (median === null || says === null) return `not defined at any of the latest ${counted(steps, 'step')}`;
  const of = count === steps ? `of the latest ${count}` : `of ${count} that are defined at the latest ${steps} steps`;
  return `${says}: median ${short(median)} ${of}; ${meaning[says]}`;
}

const short = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(3))) : String(value);

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`;
