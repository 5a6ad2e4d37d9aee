import type { PriorDescription } from './prior-description.ts';
import type { Part } from './prior-grid.ts';
import { stepMoments } from './step-moments.ts';

/** Probability left out on each side of the values that are shown. */
const tail = 5e-4;

/** Most values that are shown; of more, every second, third ... one. */
const most = 512;

/** Describes a prior on whole numbers: its moments, and cdf and probability at its values. */
export function describeSteps(part: Part): Omit<PriorDescription, 'label' | 'quantiles'> {
  const { density, support } = part;
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
    ...stepMoments(part),
    x,
    cdf: x.map((value) => at(value)[0]),
    pdf: x.map((value) => at(value)[1]),
  };
}
