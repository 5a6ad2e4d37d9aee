import type { Density } from '@hyperprior/priors';

const nodes = 257;

/** A distribution on a grid over [0, 1]. */
export interface UnitGrid {
  readonly x: Float64Array;
  readonly cdf: Float64Array;
  readonly pdf: Float64Array;
}

/** The cdf and density on Chebyshev's nodes, which lie closer towards the ends, where densities rise steeply. */
export function onUnitGrid(density: Density): UnitGrid {
  const x = Float64Array.from({ length: nodes }, (_, i) => (1 - Math.cos((Math.PI * i) / (nodes - 1))) / 2);
  const [cdf, pdf, out] = [new Float64Array(nodes), new Float64Array(nodes), new Float64Array(3)];
  x.forEach((value, i) => {
    density.cdfValue(value, out);
    cdf[i] = out[0];
    pdf[i] = out[2];
  });
  return { x, cdf, pdf };
}
