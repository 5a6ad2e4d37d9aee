import { digitsTable, loadDigits, type Split, splitDigits, type Table } from '@hyperprior/datasets';

/** The digits that ship with @hyperprior/datasets, in their fixed split. */
export async function digits(): Promise<Split<Table>> {
  const { train, validation, test } = splitDigits(await loadDigits());
  return { train: digitsTable(train), validation: digitsTable(validation), test: digitsTable(test) };
}
