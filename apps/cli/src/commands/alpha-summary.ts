import type { AlphaFrame, AlphaResult, AlphaTrainingResult } from '@hyperprior/experiments';
import { percent } from './gates-summary.ts';

/** What the learning rates came to, for a reader at the terminal. @param last the frame shown last */
export function alphaSummary(result: AlphaResult, last: AlphaFrame, device: string): string {
  const { optimizer, widths, batchSize, completed, trainings, best } = result;
  const chosen = trainings.find(({ rate }) => rate === best);
  const alpha = chosen?.alpha ? `, where alpha is ${chosen.alpha.median.toFixed(2)} in the median` : '';
  return [
    `${widths.join('-')} by ${optimizer}, batches of ${batchSize}`,
    ...table(trainings),
    chosen
      ? `Least loss at the learning rate ${best}${alpha}.`
      : 'Every learning rate diverged; shorter ones may help.',
    ...(completed ? [] : [`Interrupted after step ${stepsOf(trainings)} of ${last.steps}.`]),
    `Computed on ${device}.`,
  ].join('\n');
}

const stepsOf = (trainings: readonly AlphaTrainingResult[]) => Math.max(...trainings.map(({ steps }) => steps));

const headings = ['rate', 'alpha: median', 'half of them', 'loss', 'accuracy'];

/** A row for each learning rate, in columns as wide as their widest cell. */
function table(trainings: readonly AlphaTrainingResult[]): string[] {
  const rows = [headings, ...[...trainings].sort((a, b) => a.rate - b.rate).map(cells)];
  const widths = headings.map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return [...rows.map((row) => `  ${row.map((cell, i) => cell.padStart(widths[i])).join('  ')}`.trimEnd()), ''];
}

function cells({ rate, alpha, diverged, finalLoss, accuracy }: AlphaTrainingResult): string[] {
  return [
    String(rate),
    alpha ? alpha.median.toFixed(2) : '-',
    alpha ? `${alpha.low.toFixed(2)} to ${alpha.high.toFixed(2)}` : '-',
    diverged === null ? (finalLoss?.toPrecision(3) ?? '-') : `diverged at step ${diverged + 1}`,
    accuracy === null ? '' : percent(accuracy),
  ];
}
