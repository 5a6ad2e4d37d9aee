import type { Quantity, ValueOf } from './quantity.ts';

/** Quantities by the names that their values shall have. */
export type Quantities = Readonly<Record<string, Quantity<unknown>>>;

/** What a cockpit tells of a step: plain data. */
export interface CockpitRecord<Q extends Quantities> {
  readonly step: number;
  /** What was due at this step and could be measured. */
  readonly values: { readonly [Name in keyof Q]?: ValueOf<Q[Name]> };
  /** Why the rest of what was due could not be measured. */
  readonly problems: { readonly [Name in keyof Q]?: Error };
}
