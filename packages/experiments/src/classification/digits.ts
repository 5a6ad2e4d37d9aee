import { digitsTable, loadDigits, type Split, splitDigits, type Table } from '@hyperprior/datasets';

/** Numbers of features and classes of the digits. */
export const digitsShape = { featureCount: 784, classNames: { length: 10 } };

/** Loads the digits of @hyperprior/datasets, in their fixed split. */
export async function digits(): Promise<Split<Table>> {
  const { train, validation, test } = splitDigits(await loadDigits());
  return { train: digitsTable(train), validation: digitsTable(validation), test: digitsTable(test) };
}
