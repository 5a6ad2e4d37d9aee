import type { Family, FamilyPrior, Parameter } from '@hyperprior/priors';
import { scalar } from '@tensorflow/tfjs-core';

/** Function that makes priors of a family, such as `relaxedBernoulli` or `beta`. */
export type Maker<Name extends string = string> = (...parameters: Parameter[]) => FamilyPrior<Name>;

/** Returns the family of the priors that a maker makes. Throws a TypeError if it is not a maker. */
export function familyOf(caller: string, make: Maker): Family {
  const family = typeof make === 'function' && make.length > 0 ? tryOut(make) : undefined;
  if (family && family.parameters.length !== make.length)
    throw new TypeError(
      `${caller}: 'family' must take the ${family.parameters.length} parameters of ${family.name}, but takes ${make.length}; name those that are not to be learned in 'fixed'`,
    );
  if (family) return family;
  throw new TypeError(
    `${caller}: 'family' must be what makes priors of a family, such as relaxedBernoulli, but got ${String(make)}`,
  );
}

/** Making a prior reads no tensor, so any tensor serves. */
function tryOut(make: Maker): Family | undefined {
  const any = scalar(0);
  try {
    const prior: Partial<FamilyPrior> | undefined = make(...new Array<Parameter>(make.length).fill(any));
    return prior?.family;
  } finally {
    any.dispose();
  }
}
