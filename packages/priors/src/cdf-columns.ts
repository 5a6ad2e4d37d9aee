import type { CdfColumns, Density } from './family.ts';

/** Writes F and its derivatives at each x. */
export function writeCdfColumns(density: Density, xs: Float32Array, columns: CdfColumns): void {
  if (density.cdfs) density.cdfs(xs, columns);
  else writeOneByOne(density, xs, columns);
}

function writeOneByOne(density: Density, xs: Float32Array, columns: CdfColumns): void {
  const count = columns.partials.length;
  const out = new Float64Array(3 + count);
  for (let i = 0; i < xs.length; i++) {
    if (count > 0) density.cdf(xs[i], out);
    else density.cdfValue(xs[i], out);
    writeRow(columns, i, out);
  }
}

/** Puts what `Density.cdf` wrote into the columns' row i. */
export function writeRow({ cdf, factor, inX, partials }: CdfColumns, i: number, out: Float64Array): void {
  cdf[i] = out[0];
  factor[i] = 1;
  inX[i] = out[2];
  for (let k = 0; k < partials.length; k++) partials[k][i] = out[3 + k];
}
