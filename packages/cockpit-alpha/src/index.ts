export { fitQuadratic, type Quadratic, type QuadraticObservations } from './fit/fit-quadratic.ts';
export { normalizedStep } from './fit/normalized-step.ts';
export { every } from './schedules/every.ts';
export { logarithmic } from './schedules/logarithmic.ts';
export type { Schedule } from './schedules/schedule.ts';
