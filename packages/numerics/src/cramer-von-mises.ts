import { logGamma } from './log-gamma.ts';
import { requireNumber } from './require.ts';

/** What a test of fit says. */
export interface TestOfFit {
  readonly statistic: number;
  /** The probability of such a statistic, or a larger one, where the values do follow the distribution. */
  readonly pValue: number;
}

/**
 * The Cramér-von Mises test whether values follow a distribution: W² = 1/(12 n) + Σ ((2i - 1)/(2n) - F(x_(i)))², with
 * the p-value of its limiting distribution, right to about 1/n.
 * @param cdf the distribution's F
 * @throws RangeError where there are no values, or one of them is NaN
 */
export function cramerVonMisesTest(values: ArrayLike<number>, cdf: (x: number) => number): TestOfFit {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0) throw new RangeError("cramerVonMisesTest: 'values' must have at least one value, but has none");
  for (const value of sorted) requireNumber('cramerVonMisesTest', 'values', value);
  const statistic = sorted.reduce((sum, x, i) => sum + ((2 * i + 1) / (2 * n) - cdf(x)) ** 2, 1 / (12 * n));
  return { statistic, pValue: 1 - limitingCdf(statistic) };
}

/**
 * The limiting distribution of W² (Anderson & Darling 1952, equation 4.35),
 *
 *     F(x) = 1 / (π √x) Σ_k Γ(k + 1/2) / (√π k!) √(4k + 1) e^{-q_k} K_{1/4}(q_k),   q_k = (4k + 1)² / (16 x)
 *
 * which its first few terms settle, since q_k grows with k².
 */
function limitingCdf(x: number): number {
  let sum = 0;
  for (let k = 0; k < 40; k++) {
    const term = Math.exp(logGamma(k + 0.5) - logGamma(k + 1)) * Math.sqrt(4 * k + 1);
    const next = term * scaledBessel((4 * k + 1) ** 2 / (16 * x));
    sum += next;
    if (next < 1e-12 * sum) break;
  }
  return Math.min(1, sum / (Math.PI ** 1.5 * Math.sqrt(x)));
}

/** e^{-q} K_{1/4}(q) = ∫ e^{-q (1 + cosh t)} cosh(t / 4) dt over t > 0, by the trapezoidal rule, which converges exponentially. */
function scaledBessel(q: number): number {
  const step = 1 / 32;
  let sum = Math.exp(-2 * q) / 2;
  for (let t = step; q * (1 + Math.cosh(t)) < 745; t += step)
    sum += Math.exp(-q * (1 + Math.cosh(t))) * Math.cosh(t / 4);
  return sum * step;
}
