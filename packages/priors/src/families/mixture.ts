import type { Family, Moments } from '../family.ts';
import { makePrior } from '../make-prior.ts';
import { type FamilyPrior, isFamilyPrior, type Parameter } from '../prior.ts';
import { positive } from '../rules.ts';
import { tailMoments } from '../tail-moments.ts';
import { mixtureDensity } from './mixture-density.ts';
import { mixtureTensors } from './mixture-tensors.ts';

/** The family of mixtures of these families, its parameters the weights and then every component's own. */
function mixtureFamily(families: readonly Family[]): Family {
  const size = families.length;
  const slots = slotsOf(families);
  const own = <V>({ from, count }: Slot, values: readonly V[]) => values.slice(from, from + count);
  return {
    name: `mixture(${families.map(({ name }) => name).join(', ')})`,
    parameters: [
      ...families.map((_, k) => positive(`weights[${k}]`)),
      ...families.flatMap(({ parameters }, k) =>
        parameters.map((rule) => ({ ...rule, name: `components[${k}].${rule.name}` })),
      ),
    ],
    ordered: slots.flatMap(({ family, from }) =>
      (family.ordered ?? []).map(([lesser, greater]) => [from + lesser, from + greater] as const),
    ),
    at: (values) =>
      mixtureDensity(
        values.slice(0, size),
        slots.map((slot) => ({ ...slot, density: slot.family.at(own(slot, values)) })),
      ),
    tensors: (values) =>
      mixtureTensors(
        values.slice(0, size),
        slots.map((slot) => ({ ...slot, density: slot.family.tensors(own(slot, values)) })),
      ),
    moments(values) {
      const weights = values.slice(0, size);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const parts = slots.map((slot, k) => ({
        share: weights[k] / total,
        ...momentsOf(slot.family, own(slot, values)),
      }));
      // Means are compared with the first one's, so that those that lie close together far from 0 keep their digits.
      const [{ mean: origin }] = parts;
      const shift = parts.reduce((sum, part) => sum + part.share * (part.mean - origin), 0);
      const variance = parts.reduce(
        (sum, part) => sum + part.share * (part.variance + (part.mean - origin - shift) ** 2),
        0,
      );
      return { mean: origin + shift, variance };
    },
    support(values) {
      const supports = slots.map((slot) => slot.family.support(own(slot, values)));
      return [Math.min(...supports.map(([low]) => low)), Math.max(...supports.map(([, high]) => high))];
    },
  };
}

/** Moments of a component in float64. */
const momentsOf = (family: Family, values: readonly number[]): Moments =>
  family.moments?.(values) ?? tailMoments(family.at(values), family.support(values));

/** A component's place in the mixture's list of parameters, which starts with the weights. */
interface Slot {
  readonly family: Family;
  readonly from: number;
  readonly count: number;
}

function slotsOf(families: readonly Family[]): Slot[] {
  let from = families.length;
  return families.map((family) => {
    const slot = { family, from, count: family.parameters.length };
    from += slot.count;
    return slot;
  });
}

/**
 * A mixture of priors, F = Σ w_k F_k / Σ w_k; mixtures of mixtures too.
 * @param components priors made by this package
 * @param weights one a component, each greater than 0; they need not sum to 1
 * @throws RangeError where there is no component, a discrete one, not one weight for each, or a weight out of range
 */
export function mixture(components: readonly FamilyPrior[], weights: readonly Parameter[]): FamilyPrior {
  if (components.length === 0) throw new RangeError("mixture: 'components' must hold at least one prior, but is empty");
  if (components.length !== weights.length)
    throw new RangeError(
      `mixture: 'weights' must hold one weight for each of the ${components.length} components, but holds ${weights.length}`,
    );
  const foreign = components.findIndex((component) => !isFamilyPrior(component));
  if (foreign >= 0)
    throw new TypeError(`mixture: 'components[${foreign}]' must be a prior made by this package, as beta(2, 6) is`);
  const discrete = components.find((component) => component.family.isDiscrete);
  if (discrete)
    throw new RangeError(
      `mixture: 'components' must be continuous priors, but one is ${discrete.family.name}; mix values by the weights of a categorical prior`,
    );
  const family = mixtureFamily(components.map((component) => component.family));
  return makePrior(family, [...weights, ...components.flatMap((component) => component.parameters)]);
}
