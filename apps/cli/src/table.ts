import { parseCsv, type Split, splitTable, standardize, type Table } from '@hyperprior/datasets';
import { Option } from 'commander';
import { UserError } from './failure.ts';
import { readInput } from './read-input.ts';

/** Options that say how a table is read. */
export const tableOptions = (): Option[] => [
  new Option(
    '--label <column>',
    'column of the labels: its name, or in a table without a header its number, counted from 1 (default: the last)',
  ),
  new Option('--header', "take the table's first row as names, even if they are numbers"),
  new Option('--no-header', "take the table's first row as data (default: as names if it holds no number)"),
];

interface TableOptions {
  readonly label?: string;
  readonly header?: boolean;
}

/** Reads a table and splits it. */
export const readTable = (path: string, { label, header }: TableOptions): Promise<Split<Table>> =>
  readInput('--data', path, (text) => standardize(splitTable(parseCsv(text, { label, header }))));

/** Rejects options of a table without one. */
export function checkTableOptions(options: TableOptions & { readonly data?: string }): void {
  const needsData = (['label', 'header'] as const).find((name) => options[name] !== undefined);
  if (needsData && options.data === undefined)
    throw new UserError(`--${needsData} needs --data: it is about your own table`);
}
