import type { Shaping } from './home-figure.ts';

const nodes = 129;
const x = Float64Array.from({ length: nodes }, (_, i) => i / (nodes - 1));

/** Evenly spread numbers, not yet shaped: the picture of a page before its demo is loaded, in closed form. */
export const restingBatch: Shaping = {
  points: Float64Array.from({ length: 300 }, (_, i) => 1 / (1 + Math.exp(4 - (8 * (i + 0.5)) / 300))),
  // Beta(2, 6) has the density 42 x (1 - x)⁵.
  target: { label: 'beta(a = 2, b = 6)', x, pdf: x.map((value) => 42 * value * (1 - value) ** 5) },
};
