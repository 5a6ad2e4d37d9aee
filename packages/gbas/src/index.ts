export type { PriorState } from '@hyperprior/priors';
export { type Gbas, gbas } from './gbas.ts';
export { gbasFromJson } from './gbas-from-json.ts';
export type { GbasTerms } from './loss.ts';
export type { Maker } from './maker.ts';
export type { ByParameter, GbasOptions, Penalty, Term } from './options.ts';
export type { GbasState } from './state.ts';
export { type Weight, warmUp } from './weight.ts';
