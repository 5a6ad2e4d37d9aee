export { basLoss } from './bas-loss.ts';
export type { BasLossOptions, Distance, EmpiricalCdf, Ties } from './options.ts';
export { rank } from './rank.ts';
export { hardGate, straightThroughGate } from './straight-through.ts';
