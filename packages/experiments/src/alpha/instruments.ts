import { alpha, type CockpitRecord, distance, gradientNorm, loss, updateSize } from '@hyperprior/cockpit-alpha';

/** Returns the quantities that are measured at every step. */
export const instruments = () => ({
  alpha: alpha(),
  loss: loss(),
  gradientNorm: gradientNorm(),
  updateSize: updateSize(),
  distance: distance(),
});

/** Record of a step: plain data. */
export type AlphaRecord = CockpitRecord<ReturnType<typeof instruments>>;
