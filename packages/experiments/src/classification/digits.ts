import { type Digits, digitsTable, loadDigits, type Split, splitDigits, type Table } from '@hyperprior/datasets';

/** Numbers of features and classes of the digits. */
export const digitsShape = { featureCount: 784, classNames: { length: 10 } };

/** Loads the digits of @hyperprior/datasets, in their fixed split. */
export async function digits(): Promise<Split<Table>> {
  const { train, validation, test } = splitDigits(await loadDigits());
  const table = (part: Digits, from: number): Table => ({
    ...digitsTable(part),
    rows: Int32Array.from({ length: part.count }, (_, i) => from + i),
  });
  return {
    train: table(train, 0),
    validation: table(validation, train.count),
    test: table(test, train.count + validation.count),
  };
}
