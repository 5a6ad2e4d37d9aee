import type { HostTensor } from '@hyperprior/backends/kernels';
import { tensorsAt } from '../distribution.ts';
import type { Density, Family } from '../family.ts';
import { areValid } from '../rules.ts';
import { commonShape, offsets, sizeOf } from './broadcast.ts';

/** A family whose parameters are numbers where `constants` has one, and tensors where it has null. */
export interface PartlyFixed {
  readonly family: Family;
  readonly constants: readonly (number | null)[];
}

/**
 * The density that serves each element of a tensor of this shape, made once for each distinct place in the
 * parameters. Where a parameter is out of range it is NaN everywhere.
 * @param tensors the parameters that are tensors, in their order
 */
export function densities(
  tensors: readonly HostTensor[],
  shape: readonly number[],
  { family, constants }: PartlyFixed,
): (index: number) => Density {
  const values = constants.map((value) => value ?? Number.NaN);
  if (tensors.length === 0) {
    const only = densityOf(family, values);
    return () => only;
  }
  const places = tensorsAt(constants);
  const parameterShape = commonShape(tensors.map((tensor) => tensor.shape));
  const within = offsets(parameterShape, shape);
  const positions = tensors.map((tensor) => offsets(tensor.shape, parameterShape));
  const made: Density[] = new Array(sizeOf(parameterShape));
  return (index) => {
    const at = within(index);
    if (made[at] !== undefined) return made[at];
    for (let i = 0; i < tensors.length; i++) values[places[i]] = tensors[i].values[positions[i](at)];
    made[at] = densityOf(family, values);
    return made[at];
  };
}

/** The family's density, or one that is NaN everywhere where a parameter is out of range. */
function densityOf(family: Family, values: readonly number[]): Density {
  return areValid(family, values) ? family.at(values) : undefinedDensity;
}

const toNaN = (_: number, out: Float64Array) => {
  out.fill(Number.NaN);
};

const undefinedDensity: Density = {
  cdf: toNaN,
  cdfValue: toNaN,
  logCdf: toNaN,
  logCdfValue: toNaN,
  logPdf: toNaN,
  quantile: () => Number.NaN,
  second: {
    cdf: (_x, _i, out) => toNaN(0, out),
    logTail: (_x, _tail, _i, out) => toNaN(0, out),
    logPdf: (_x, _i, out) => toNaN(0, out),
  },
};
