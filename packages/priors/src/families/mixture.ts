import {
  add,
  addN,
  div,
  exp,
  log,
  logSumExp,
  maximum,
  minimum,
  mul,
  square,
  stack,
  sub,
  type Tensor,
  tidy,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { Density, Family, TensorDensity } from '../family.ts';
import { invert } from '../invert.ts';
import { invertTensors } from '../invert-tensors.ts';
import { makePrior } from '../make-prior.ts';
import type { FamilyPrior, Parameter } from '../prior.ts';
import { positive } from '../rules.ts';

/** Where a component's parameters lie in the mixture's list, after the weights. */
interface Slot {
  readonly family: Family;
  readonly from: number;
  readonly to: number;
}

/** A component's values, or those of all weights. */
const slice = <T>(values: readonly T[], { from, to }: { from: number; to: number }): T[] => values.slice(from, to);

/** The numbers core: F = Σ w_k F_k / Σ w_k. */
function mixtureDensity(weights: readonly number[], components: readonly Density[], slots: readonly Slot[]): Density {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map((weight) => weight / total);
  const count = slots[slots.length - 1].to;
  const part = new Float64Array(64);

  function cdfValue(x: number, out: Float64Array): void {
    out.fill(0, 0, 3);
    components.forEach((component, k) => {
      component.cdfValue(x, part);
      for (let i = 0; i < 3; i++) out[i] += share[k] * part[i];
    });
  }

  return {
    cdfValue,
    cdf(x, out) {
      cdfValue(x, out);
      out.fill(0, 3, 3 + count);
      components.forEach((component, k) => {
        component.cdf(x, part);
        out[3 + k] = (part[0] - out[0]) / total;
        for (let i = slots[k].from; i < slots[k].to; i++) out[3 + i] = share[k] * part[3 + i - slots[k].from];
      });
    },
    logCdf(x, out) {
      const logs = components.map((component, k) => {
        component.logCdf(x, part);
        return [part[0] + Math.log(share[k]), part[1] + Math.log(share[k])];
      });
      out[0] = Math.min(0, logSum(logs.map(([lower]) => lower)));
      out[1] = Math.min(0, logSum(logs.map(([, upper]) => upper)));
    },
    logPdf(x, out) {
      const logs = components.map((component, k) => {
        component.logPdf(x, part);
        return part[0] + Math.log(share[k]);
      });
      out.fill(0, 0, 2 + count);
      const value = logSum(logs);
      out[0] = value;
      if (value === Number.NEGATIVE_INFINITY) return;
      components.forEach((component, k) => {
        component.logPdf(x, part);
        const posterior = value === Number.POSITIVE_INFINITY ? Number(logs[k] === value) : Math.exp(logs[k] - value);
        if (posterior > 0) out[1] += posterior * part[1];
        out[2 + k] = (posterior / share[k] - 1) / total;
        for (let i = slots[k].from; i < slots[k].to; i++)
          out[2 + i] = posterior > 0 ? posterior * part[2 + i - slots[k].from] : 0;
      });
    },
    quantile(p) {
      const quantiles = components.map((component) => component.quantile(p));
      return p > 0 && p < 1
        ? invert({ cdfValue }, p, Math.min(...quantiles), Math.max(...quantiles))
        : p === 0
          ? Math.min(...quantiles)
          : Math.max(...quantiles);
    },
  };
}

function logSum(logs: readonly number[]): number {
  const top = Math.max(...logs);
  if (!Number.isFinite(top)) return top;
  return top + Math.log(logs.reduce((sum, value) => sum + Math.exp(value - top), 0));
}

/** The tensor core. */
function mixtureTensors(
  weights: readonly Tensor[],
  components: readonly TensorDensity[],
  slots: readonly Slot[],
): TensorDensity {
  const total = addN(broadcast(weights));
  const shares = weights.map((weight) => div(weight, total));
  const blend = (of: (component: TensorDensity) => Tensor) =>
    tidy(() => components.map((component, k) => mul(shares[k], of(component))).reduce((a, b) => add(a, b)));
  const logBlend = (of: (component: TensorDensity) => Tensor) =>
    tidy(() => logSumExp(stack(broadcast(components.map((component, k) => add(log(shares[k]), of(component))))), 0));
  const logPdf = (x: Tensor) => logBlend((component) => component.logPdf(x));
  /** The share of component k in the density at x. */
  const posterior = (x: Tensor, k: number) =>
    tidy(() => exp(sub(add(log(shares[k]), components[k].logPdf(x)), logPdf(x))));
  const slotOf = (k: number) => slots.findIndex(({ from, to }) => k >= from && k < to);
  const cdf = (x: Tensor) => blend((component) => component.cdf(x));
  const sf = (x: Tensor) => blend((component) => component.sf(x));
  const mean = () => blend((component) => component.mean());
  return {
    cdf,
    sf,
    logCdf: (x) => logBlend((component) => component.logCdf(x)),
    logSf: (x) => logBlend((component) => component.logSf(x)),
    logPdf,
    cdfPartial: (x, k) =>
      tidy(() => {
        if (k < weights.length) return div(sub(components[k].cdf(x), cdf(x)), total);
        const slot = slotOf(k);
        return mul(shares[slot], components[slot].cdfPartial(x, k - slots[slot].from));
      }),
    score: (x) =>
      tidy(() =>
        components.map((component, k) => mul(posterior(x, k), component.score(x))).reduce((a, b) => add(a, b)),
      ),
    logPdfPartial: (x, k) =>
      tidy(() => {
        if (k < weights.length) return div(sub(div(posterior(x, k), shares[k]), 1), total);
        const slot = slotOf(k);
        return mul(posterior(x, slot), components[slot].logPdfPartial(x, k - slots[slot].from));
      }),
    quantile: (p) =>
      tidy(() => {
        const quantiles = components.map((component) => component.quantile(p));
        return invertTensors(
          { cdf, sf },
          p,
          quantiles.reduce((a, b) => minimum(a, b)),
          quantiles.reduce((a, b) => maximum(a, b)),
        );
      }),
    mean,
    variance: () =>
      tidy(() => {
        const centre = mean();
        return blend((component) => add(component.variance(), square(sub(component.mean(), centre))));
      }),
  };
}

/** The tensors at one common shape. */
function broadcast(tensors: readonly Tensor[]): Tensor[] {
  const zero = tensors.map((tensor) => zerosLike(tensor)).reduce((a, b) => add(a, b));
  return tensors.map((tensor) => add(tensor, zero));
}

/** The family of mixtures of these families, its parameters the weights and then every component's own. */
function mixtureFamily(families: readonly Family[]): Family {
  const weights = { from: 0, to: families.length };
  let next = families.length;
  const slots: Slot[] = families.map((family) => {
    const from = next;
    next += family.parameters.length;
    return { family, from, to: next };
  });
  const bind = <V, D>(values: readonly V[], make: (family: Family, own: V[]) => D) =>
    slots.map((slot) => make(slot.family, slice(values, slot)));
  return {
    name: `mixture(${families.map((family) => family.name).join(', ')})`,
    parameters: [
      ...families.map((_, k) => positive(`weights[${k}]`)),
      ...families.flatMap((family, k) =>
        family.parameters.map((rule) => ({ ...rule, name: `components[${k}].${rule.name}` })),
      ),
    ],
    at: (values) =>
      mixtureDensity(
        slice(values, weights),
        bind(values, (family, own) => family.at(own)),
        slots,
      ),
    tensors: (values) =>
      mixtureTensors(
        slice(values, weights),
        bind(values, (family, own) => family.tensors(own)),
        slots,
      ),
    support(values) {
      const supports = bind(values, (family, own) => family.support(own));
      return [Math.min(...supports.map(([low]) => low)), Math.max(...supports.map(([, high]) => high))];
    },
  };
}

/**
 * A mixture of priors, F = Σ w_k F_k / Σ w_k; mixtures of mixtures too.
 * @param weights one a component, each greater than 0; they need not sum to 1
 */
export function mixture(components: readonly FamilyPrior[], weights: readonly Parameter[]): FamilyPrior {
  if (components.length === 0) throw new RangeError("mixture: 'components' must hold at least one prior, but is empty");
  if (components.length !== weights.length)
    throw new RangeError(
      `mixture: 'weights' must hold one weight for each of the ${components.length} components, but holds ${weights.length}`,
    );
  const family = mixtureFamily(components.map((component) => component.family));
  return makePrior(family, [...weights, ...components.flatMap((component) => component.parameters)]);
}
