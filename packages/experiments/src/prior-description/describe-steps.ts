import type { PriorDescription } from './prior-description.ts';
import type { Part } from './prior-grid.ts';

/** Probability left out on each side of the values that are shown. */
const tail = 5e-4;

/** Most values that are shown; of more, every second, third ... one. */
const most = 512;

/** Values with less probability do not show in a moment. */
const least = 1e-20;

/** Describes a prior on whole numbers: its moments, and cdf and probability at its values. */
export function describeSteps({ density, support }: Part): Omit<PriorDescription, 'label' | 'quantiles'> {
  const at = (x: number): readonly [cdf: number, mass: number] => {
    const out = new Float64Array(3);
    density.cdfValue(x, out);
    return [out[0], out[2]];
  };
  const [low, high] = [density.quantile(tail), density.quantile(1 - tail)];
  const stride = Math.ceil((high - low + 1) / most);
  const x = Float64Array.from({ length: Math.floor((high - low) / stride) + 1 }, (_, i) => low + stride * i);
  return {
    kind: 'discrete',
    support,
    domain: [x[0], x[x.length - 1]],
    ...moments((value) => at(value)[1], density.quantile(0.5), support),
    x,
    cdf: x.map((value) => at(value)[0]),
    pdf: x.map((value) => at(value)[1]),
  };
}

/** Mean and variance from the median outwards. */
function moments(mass: (x: number) => number, median: number, [low, high]: readonly [number, number]) {
  let [total, first, second] = [0, 0, 0];
  const add = (x: number): boolean => {
    const probability = mass(x);
    total += probability;
    first += probability * (x - median);
    second += probability * (x - median) ** 2;
    return probability > least;
  };
  for (let x = median; x <= high && add(x); x++);
  for (let x = median - 1; x >= low && add(x); x--);
  const shift = first / total;
  return { mean: median + shift, variance: second / total - shift ** 2 };
}
