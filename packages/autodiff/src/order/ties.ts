/**
 * How equal values are ranked: 'ordinal' in the order they stand; 'min', 'max' and 'average' all alike, with the least,
 * the greatest or the mean of the ranks they take up together. The greatest is the number of values not above them.
 */
export type RankTies = 'ordinal' | 'min' | 'max' | 'average';

/** Those that one count gives. */
export type Side = Exclude<RankTies, 'average'>;

const known: readonly unknown[] = ['ordinal', 'min', 'max', 'average'] satisfies RankTies[];

/** That `ties` is one of the four. */
export function requireTies(caller: string, ties: unknown): void {
  if (!known.includes(ties))
    throw new RangeError(`${caller}: 'ties' must be one of ${known.join(', ')}, but is ${String(ties)}`);
}
