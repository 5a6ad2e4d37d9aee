import { parseCsv, splitTable, standardize } from '@hyperprior/datasets';
import { expect, test } from 'vitest';
import { runGates } from '../../src/index.ts';
import { finish } from '../support/finish.ts';

/** Three classes of 40 rows each, in two features. */
const table = parseCsv(
  Array.from({ length: 120 }, (_, i) => {
    const [wide, narrow] = [Math.sin(7 * i), Math.cos(5 * i)];
    return `${(i % 3) + 0.3 * wide},${((i % 3) - 1) ** 2 + 0.3 * narrow},class ${i % 3}\n`;
  }).join(''),
  { header: false },
);

test('a table of one batch is trained by updates: the defaults learn it', async () => {
  const data = standardize(splitTable(table));
  const { result } = await finish(runGates({ data, only: ['bas'], hidden: 32, groups: 4 }));
  expect(result.variants.bas?.accuracy).toBeGreaterThan(0.95);
  const once = await finish(runGates({ data, only: ['bas'], hidden: 32, groups: 4, minUpdates: 1 }));
  expect(once.result.variants.bas?.accuracy).toBeLessThan(0.9);
});
