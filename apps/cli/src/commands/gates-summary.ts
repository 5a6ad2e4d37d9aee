import { type GateSpread, type GatesFrame, type GatesResult, gateVariants } from '@hyperprior/experiments';

/** What a run of the gates came to, for a reader at the terminal. @param last the frame shown last */
export function gatesSummary(result: GatesResult, last: GatesFrame, device: string): string {
  const { epochs, seeds, completed } = result;
  const course = `${epochs} epoch${epochs > 1 ? 's' : ''}, ${seeds} seed${seeds > 1 ? 's' : ''}`;
  return [
    ...table(result),
    completed
      ? `${course}, computed on ${device}`
      : `${interruption(last)}\n${course} asked for, computed on ${device}`,
  ].join('\n');
}

/** A row for each variant that was trained to its end. */
function table({ variants, seeds }: GatesResult): string[] {
  const rows = gateVariants.flatMap((name) => {
    const spread = variants[name];
    return spread ? [[name, ...figures(spread, seeds)]] : [];
  });
  if (rows.length === 0) return [];
  const headings = ['', 'accuracy', 'open', 'conditional', 'saved', 'shuffled'];
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(7) : cell.padStart(14))).join('');
  return [...[headings, ...rows].map(line), ''];
}

function figures(spread: GateSpread, seeds: number): string[] {
  const names = ['accuracy', 'openShare', 'conditionalShare', 'multiplicationsSaved', 'shuffledAccuracy'] as const;
  return names.map(
    (name) => percent(spread[name]) + (seeds > 1 ? ` ± ${(100 * spread.deviation[name]).toFixed(1)}` : ''),
  );
}

/** Where the run was stopped, and how the variant at hand stood; where it was finished, the table has it. */
function interruption({ variants, epochs, seed }: GatesFrame): string {
  const { name, epoch, history, result } = variants[variants.length - 1];
  const where = `Interrupted after epoch ${epoch} of ${epochs} of '${name}', seed ${seed}`;
  if (result) return `${where}.`;
  const { validationAccuracy, openShare, conditionalShare } = history[history.length - 1];
  return (
    `${where}; on the validation set: accuracy ${percent(validationAccuracy)}, open ${percent(openShare)}, ` +
    `conditional ${percent(conditionalShare)}`
  );
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
