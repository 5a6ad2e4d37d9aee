import { columns, percent } from '../report/columns.ts';
import type { AlphaFrame, AlphaResult, AlphaTrainingResult } from './frame.ts';

/** Describes the result of an alpha run in words. @param last the last frame of the run */
export function alphaReport(result: AlphaResult, last: AlphaFrame): string[] {
  const { optimizer, widths, batchSize, completed, trainings, best } = result;
  const chosen = trainings.find(({ rate }) => rate === best);
  const alpha = chosen?.alpha ? `, with a median alpha of ${chosen.alpha.median.toFixed(2)}` : '';
  const steps = Math.max(...trainings.map((training) => training.steps));
  return [
    `${widths.join('-')} by ${optimizer}, batches of ${batchSize}`,
    ...table(trainings),
    chosen ? `Lowest loss at the learning rate ${best}${alpha}.` : 'Every learning rate diverged; try lower ones.',
    ...(completed ? [] : [`Interrupted after step ${steps} of ${last.steps}.`]),
  ];
}

const headings = ['rate', 'median alpha', 'quartiles', 'loss', 'accuracy'];

/** A row for each learning rate. */
function table(trainings: readonly AlphaTrainingResult[]): string[] {
  const rows = [...trainings].sort((a, b) => a.rate - b.rate).map(cells);
  return [...columns([headings, ...rows], 0).map((row) => `  ${row}`), ''];
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
