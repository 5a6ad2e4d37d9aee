import { type Split, type Table, TableError } from './table.ts';

/** A split whose features have mean 0 and standard deviation 1 over the training part. */
export interface Standardized extends Split {
  /** Means over the training part, one per feature. */
  readonly mean: Float64Array;
  /** Population standard deviations (divided by the number of rows), one per feature; 1 for a constant feature. */
  readonly std: Float64Array;
}

/**
 * Scales each feature to `(x - mean) / std`, with mean and std of the training part alone, so that nothing from the other
 * parts leaks into training. A feature that is constant in the training part is only centred: it becomes 0 there.
 *
 * @throws TableError `too-few-rows` without a training row, `feature-count` when the parts differ in their features.
 */
export function standardize(split: Split): Standardized {
  const { train, validation, test } = split;
  if (train.count === 0) throw new TableError('too-few-rows', `standardize: 'train' must have at least one row`);
  for (const [name, part] of Object.entries({ validation, test })) {
    if (part.featureCount !== train.featureCount) {
      throw new TableError(
        'feature-count',
        `standardize: '${name}' must have as many features as 'train' (${train.featureCount}), but has ${part.featureCount}`,
      );
    }
  }
  const mean = columnMeans(train, (value) => value);
  const std = columnMeans(train, (value, column) => (value - mean[column]) ** 2).map((variance, column) =>
    isConstant(variance, mean[column]) ? 1 : Math.sqrt(variance),
  );
  const scaled = (table: Table): Table => ({
    ...table,
    features: table.features.map((value, i) => {
      const column = i % table.featureCount;
      return (value - mean[column]) / std[column];
    }),
  });
  return { train: scaled(train), validation: scaled(validation), test: scaled(test), mean, std };
}

/** A constant column's variance is not always 0: its mean is rounded. */
const isConstant = (variance: number, mean: number): boolean => variance <= (1e-12 * mean) ** 2;

function columnMeans(table: Table, of: (value: number, column: number) => number): Float64Array {
  const sums = new Float64Array(table.featureCount);
  for (let row = 0, i = 0; row < table.count; row++) {
    for (let column = 0; column < table.featureCount; column++, i++) sums[column] += of(table.features[i], column);
  }
  return sums.map((sum) => sum / table.count);
}
