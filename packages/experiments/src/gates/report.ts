import { columns, percent } from '../report/columns.ts';
import { confusionOf } from './confusion.ts';
import type { GateSpread, GatesFrame, GatesResult } from './frame.ts';
import { gateVariants } from './variants.ts';

/** Describes the result of a gates run in words. @param last the last frame of the run */
export function gatesReport(result: GatesResult, last: GatesFrame): string[] {
  const { epochs, seeds, completed } = result;
  const size = `${epochs} epoch${epochs > 1 ? 's' : ''}, ${seeds} seed${seeds > 1 ? 's' : ''}`;
  const position = completed ? [size] : [interruption(last), `${size} requested`];
  return [...table(result), ...confusions(result), ...position, ...gatesWarnings(result)];
}

/** Warns of networks that are trained too little to be judged. */
export const gatesWarnings = ({ epochs }: GatesResult): string[] => (epochs < enoughEpochs ? [shortWords(epochs)] : []);

/** Fewer epochs leave networks that are hardly trained. */
const enoughEpochs = 10;

const shortWords = (epochs: number): string =>
  `${epochs} epoch${epochs > 1 ? 's train' : ' trains'} the networks too little to judge them; take ${enoughEpochs} or more`;

/** A row for each variant that has a result. */
function table({ variants, seeds }: GatesResult): string[] {
  const rows = gateVariants.flatMap((name) => {
    const spread = variants[name];
    return spread ? [[name, ...cells(spread, seeds)]] : [];
  });
  const headings = ['', 'accuracy', 'open', 'conditional', 'saved', 'shuffled'];
  return rows.length === 0 ? [] : [...columns([headings, ...rows]), ''];
}

/** More classes or several seeds are left to the files. */
const mostClasses = 12;
const longestName = 12;

/** Confusion matrix of each variant. */
function confusions({ artifacts, seeds }: GatesResult): string[] {
  const { classNames, variants } = artifacts;
  if (seeds > 1 || classNames.length > mostClasses) return [];
  const names = classNames.map((name) => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name));
  return gateVariants.flatMap((variant) => {
    const trained = variants[variant];
    if (!trained) return [];
    const rows = confusionOf(artifacts, trained).map((counts, i) => [names[i], ...counts.map(String)]);
    return [
      `Test samples by true class (rows) and predicted class (columns), ${variant}:`,
      ...columns([['', ...names], ...rows]),
      '',
    ];
  });
}

function cells(spread: GateSpread, seeds: number): string[] {
  const names = ['accuracy', 'openShare', 'conditionalShare', 'multiplicationsSaved', 'shuffledAccuracy'] as const;
  return names.map(
    (name) => percent(spread[name]) + (seeds > 1 ? ` ± ${(100 * spread.deviation[name]).toFixed(1)}` : ''),
  );
}

/** Position at which the run was stopped, and the state of the current variant unless the table has it. */
function interruption({ variants, epochs, seed }: GatesFrame): string {
  const { name, epoch, history, result } = variants[variants.length - 1];
  const position = `Interrupted after epoch ${epoch} of ${epochs} of '${name}', seed ${seed}`;
  if (result) return `${position}.`;
  const { validationAccuracy, openShare, conditionalShare } = history[history.length - 1];
  return (
    `${position}; on the validation set: accuracy ${percent(validationAccuracy)}, open ${percent(openShare)}, ` +
    `conditional ${percent(conditionalShare)}`
  );
}
