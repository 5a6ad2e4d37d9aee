import type { Density } from '@hyperprior/priors';
import type { Conventions } from '../src/options.ts';

/** The rank of each value, from 1, by counting. */
export function naiveRanks(values: readonly number[], ties: Conventions['ties']): number[] {
  const key = (value: number) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
  const isAbove = (a: number, b: number) => (Number.isNaN(a) ? !Number.isNaN(b) : key(a) > key(b));
  return values.map((value, i) => {
    const notAbove = values.filter((other, j) => {
      const isTied = !isAbove(other, value) && !isAbove(value, other);
      return isTied ? ties === 'max' || j <= i : isAbove(value, other);
    });
    return notAbove.length;
  });
}

/** The distance of one slice from a distribution, in float64, straight from its definition. */
export function naiveLoss(
  values: readonly number[],
  density: Density,
  conventions: Pick<Conventions, 'ties' | 'distance' | 'ecdf'>,
): number {
  const { ties, distance, ecdf } = conventions;
  const count = values.length;
  const out = new Float64Array(64);
  const ranks = naiveRanks(values, ties);
  const terms = values.map((x, i) => {
    density.cdfValue(x, out);
    const [lower, upper] = out;
    const rank = ranks[i];
    if (distance === 'cramer-von-mises') {
      const empirical = { 'i/(N+1)': rank / (count + 1), '(i-1/2)/N': (rank - 0.5) / count, 'i/N': rank / count }[ecdf];
      return (empirical - lower) ** 2;
    }
    if (distance === 'wasserstein-2') return (x - density.quantile((rank - 0.5) / count)) ** 2;
    const log = (2 * rank - 1) * Math.log(lower) + (2 * count + 1 - 2 * rank) * Math.log(upper);
    return -1 - log / count;
  });
  return terms.reduce((sum, term) => sum + term, 0) / count;
}
