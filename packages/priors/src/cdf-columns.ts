import type { CdfColumns, Density } from './family.ts';

/** Writes F and its derivatives at each x. */
export function writeCdfColumns(density: Density, xs: Float32Array, columns: CdfColumns): void {
  if (density.cdfs) density.cdfs(xs, columns);
  else writeOneByOne(density, xs, columns);
}

function writeOneByOne(density: Density, xs: Float32Array, { cdf, factor, inX, partials }: CdfColumns): void {
  const method = partials.length > 0 ? 'cdf' : 'cdfValue';
  const out = new Float64Array(3 + partials.length);
  factor.fill(1);
  for (let i = 0; i < xs.length; i++) {
    density[method](xs[i], out);
    cdf[i] = out[0];
    inX[i] = out[2];
    for (let k = 0; k < partials.length; k++) partials[k][i] = out[3 + k];
  }
}
