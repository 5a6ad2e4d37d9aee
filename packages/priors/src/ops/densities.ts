import type { HostTensor } from '@hyperprior/backends/kernels';
import type { Density, Family } from '../family.ts';
import { broadcastShape, offsets } from './broadcast.ts';

/** The density that serves each element: made once per distinct set of parameters. */
export function densities(
  tensors: readonly HostTensor[],
  shape: readonly number[],
  { family, constants }: { readonly family: Family; readonly constants: readonly (number | null)[] },
): (index: number) => Density {
  if (tensors.length === 0) {
    const only = densityOf(
      family,
      constants.map((value) => value ?? Number.NaN),
    );
    return () => only;
  }
  const parameterShape = broadcastShape(tensors.map((tensor) => tensor.shape));
  const within = offsets(parameterShape, shape);
  const positions = tensors.map((tensor) => offsets(tensor.shape, parameterShape));
  const made = new Map<number, Density>();
  return (index) => {
    const at = within(index);
    const known = made.get(at);
    if (known) return known;
    let next = 0;
    const values = constants.map((value) => value ?? tensors[next].values[positions[next++](at)]);
    const density = densityOf(family, values);
    made.set(at, density);
    return density;
  };
}

/** The family's density, or one that is NaN everywhere where a parameter is out of range. */
function densityOf(family: Family, values: readonly number[]): Density {
  const valid = family.parameters.every((rule, k) => rule.holds(values[k])) && (family.relation?.holds(values) ?? true);
  return valid ? family.at(values) : undefinedDensity;
}

const toNaN = (_: number, out: Float64Array) => {
  out.fill(Number.NaN);
};

const undefinedDensity: Density = {
  cdf: toNaN,
  cdfValue: toNaN,
  logCdf: toNaN,
  logPdf: toNaN,
  quantile: () => Number.NaN,
};
