import { makerNamed, type makers } from '@hyperprior/priors';
import { familyOf, type Maker } from '../maker.ts';

/** A family of priors: the function that makes them, or its name. */
export type NamedFamily = Maker | string;

/** Names of a family's parameters. */
export type ParameterNames<Family extends NamedFamily> =
  Family extends Maker<infer Name>
    ? Name
    : Family extends keyof typeof makers
      ? NamesOf<(typeof makers)[Family]>
      : string;

type NamesOf<Make> = Make extends Maker<infer Name> ? Name : string;

/** Returns the maker of a family, given as the maker or by name. */
export const makerOf = (family: NamedFamily): Maker =>
  typeof family === 'string' ? makerNamed('GbasRegularizer', family) : family;

/** Returns the name of a maker's family. */
export const nameOf = (make: Maker): string => familyOf('GbasRegularizer', make).name;
