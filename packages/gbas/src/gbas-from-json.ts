import type { Prior } from '@hyperprior/priors';
import { type Gbas, gbasOf } from './gbas.ts';
import { given } from './given.ts';
import { learned } from './loss.ts';
import { familyOf, type Maker } from './maker.ts';
import { settingsOf } from './settings.ts';
import type { GbasState } from './state.ts';

/**
 * Restores a `Gbas` from the data that its `toJSON` returned.
 * @param makers the functions that make the priors of its families, such as `[relaxedBernoulli, beta]`
 * @throws RangeError if a family has no maker, or the values do not fit the options
 */
export function gbasFromJson(state: GbasState, makers: readonly Maker[]): Gbas {
  if (typeof state?.family !== 'string')
    throw new TypeError(`gbasFromJson: 'state' must be what toJSON of a gbas resolves to, but has no 'family'`);
  const { family, hyperprior, variables, ...plain } = state;
  const named = new Map(makers.map((make) => [familyOf('gbasFromJson', make).name, make]));
  const priors = given(hyperprior).map(([name, prior]): [string, Prior] => [
    name,
    makerOf(prior.family, named)(...prior.parameters),
  ]);
  const options = { ...plain, family: makerOf(family, named), hyperprior: Object.fromEntries(priors) };
  const settings = settingsOf(options);
  checkValues(variables, learned(settings).length, settings.slices);
  return gbasOf(
    options,
    settings,
    variables.map((values) => Float32Array.from(values)),
  );
}

function makerOf(family: string, named: ReadonlyMap<string, Maker>): Maker {
  const make = named.get(family);
  if (make) return make;
  throw new RangeError(
    `gbasFromJson: 'makers' must have one of ${family} priors, but has those of ${[...named.keys()].join(', ')}`,
  );
}

function checkValues(variables: unknown, count: number, slices: number): void {
  const fits =
    Array.isArray(variables) &&
    variables.length === count &&
    variables.every((values) => Array.isArray(values) && values.length === slices && values.every(Number.isFinite));
  if (!fits) throw new RangeError(`gbasFromJson: 'variables' must be ${count} lists of ${slices} finite numbers`);
}
