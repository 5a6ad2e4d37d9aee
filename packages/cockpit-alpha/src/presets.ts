import { alpha } from './quantities/alpha.ts';
import { distance } from './quantities/distance.ts';
import { gradientHistogram } from './quantities/gradient-histogram.ts';
import { gradientHistogram2d } from './quantities/gradient-histogram-2d.ts';
import { gradientNorm } from './quantities/gradient-norm.ts';
import { hessianMaxEigenvalue } from './quantities/hessian-max-eigenvalue.ts';
import { hessianTrace } from './quantities/hessian-trace.ts';
import { innerProductTest } from './quantities/inner-product-test.ts';
import { loss } from './quantities/loss.ts';
import { normTest } from './quantities/norm-test.ts';
import { orthogonalityTest } from './quantities/orthogonality-test.ts';
import { tic } from './quantities/tic.ts';
import { updateSize } from './quantities/update-size.ts';
import type { QuantityOptions } from './single-step.ts';

/** What first derivatives tell, all with one schedule (Schneider, Dangel & Hennig, Cockpit, 2021). */
export const economy = (options: QuantityOptions = {}) => ({
  alpha: alpha(options),
  distance: distance(options),
  gradientHistogram: gradientHistogram(options),
  gradientNorm: gradientNorm(options),
  innerProductTest: innerProductTest(options),
  loss: loss(options),
  normTest: normTest(options),
  orthogonalityTest: orthogonalityTest(options),
  updateSize: updateSize(options),
});

/** `economy`, and the Hessian's trace and what follows from it. */
export const business = (options: QuantityOptions = {}) => ({
  ...economy(options),
  hessianTrace: hessianTrace(options),
  tic: tic(options),
});

/** `business`, and what is dearest: the Hessian's largest eigenvalue and the histogram in two dimensions. */
export const full = (options: QuantityOptions = {}) => ({
  ...business(options),
  gradientHistogram2d: gradientHistogram2d(options),
  hessianMaxEigenvalue: hessianMaxEigenvalue(options),
});
