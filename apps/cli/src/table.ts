import { type CsvFormat, parseCsv, type Split, splitTable, standardize, type Table } from '@hyperprior/datasets';
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
  new Option(
    '--delimiter <sign>',
    "what separates the table's cells: , ; | or tab (default: the one of , ; and tab that cuts all rows alike)",
  ).argParser((text: string) => signOf('--delimiter', delimiters, text)),
  new Option('--decimal <sign>', "the table's decimal sign: . or , (default: .)").argParser((text: string) =>
    signOf('--decimal', decimals, text),
  ),
];

const delimiters = { ',': ',', ';': ';', '|': '|', tab: '\t', '\t': '\t' } as const;
const decimals = { '.': '.', ',': ',' } as const;

/** Parses a sign by its name. */
function signOf<Sign extends string>(option: string, signs: Readonly<Record<string, Sign>>, text: string): Sign {
  if (Object.hasOwn(signs, text)) return signs[text];
  const names = Object.keys(signs).filter((name) => name.trim() !== '');
  throw new UserError(`${option}: must be one of ${names.join(' ')}, but is '${text}'`);
}

interface TableOptions extends CsvFormat {
  readonly label?: string;
  readonly header?: boolean;
}

/** Reads a table and splits it. */
export const readTable = (path: string, { label, header, delimiter, decimal }: TableOptions): Promise<Split<Table>> =>
  readInput('--data', path, (text) => standardize(splitTable(parseCsv(text, { label, header, delimiter, decimal }))));

/** Rejects options of a table without one. */
export function checkTableOptions(options: TableOptions & { readonly data?: string }): void {
  const needsData = (['label', 'header', 'delimiter', 'decimal'] as const).find((name) => options[name] !== undefined);
  if (needsData && options.data === undefined)
    throw new UserError(`--${needsData} needs --data: it is about your own table`);
}
