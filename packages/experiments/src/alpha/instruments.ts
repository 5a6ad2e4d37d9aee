import { alpha, type CockpitRecord, distance, gradientNorm, loss, updateSize } from '@hyperprior/cockpit-alpha';

/** What is measured at every step. */
export const instruments = () => ({
  alpha: alpha(),
  loss: loss(),
  gradientNorm: gradientNorm(),
  updateSize: updateSize(),
  distance: distance(),
});

/** What a step tells: plain data. */
export type AlphaRecord = CockpitRecord<ReturnType<typeof instruments>>;
