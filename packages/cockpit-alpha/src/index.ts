export { type Cockpit, type CockpitOptions, cockpit } from './cockpit.ts';
export type { HessianDiagonalOptions } from './curvature/hessian-diagonal.ts';
export { fitQuadratic, type Quadratic, type QuadraticObservations } from './fit/fit-quadratic.ts';
export { normalizedStep } from './fit/normalized-step.ts';
export type { Adaptation, AxisOptions } from './histogram/axis-options.ts';
export { logLine } from './log/log-line.ts';
export { type Log, LogReader, type LogReaderOptions, readLog } from './log/log-reader.ts';
export type { LoggedRecord } from './log/logged-record.ts';
export type { Observation } from './observation.ts';
export { business, economy, full } from './presets.ts';
export { type AlphaOptions, type AlphaValue, alpha } from './quantities/alpha.ts';
export { type CabsOptions, cabs } from './quantities/cabs.ts';
export { distance } from './quantities/distance.ts';
export { earlyStopping } from './quantities/early-stopping.ts';
export { type GradientHistogramOptions, gradientHistogram, type Histogram } from './quantities/gradient-histogram.ts';
export {
  type GradientHistogram2dOptions,
  gradientHistogram2d,
  type Histogram2d,
} from './quantities/gradient-histogram-2d.ts';
export { gradientNorm } from './quantities/gradient-norm.ts';
export { type HessianMaxEigenvalueOptions, hessianMaxEigenvalue } from './quantities/hessian-max-eigenvalue.ts';
export { hessianTrace } from './quantities/hessian-trace.ts';
export { innerProductTest } from './quantities/inner-product-test.ts';
export { loss } from './quantities/loss.ts';
export { meanGsnr } from './quantities/mean-gsnr.ts';
export { normTest } from './quantities/norm-test.ts';
export { orthogonalityTest } from './quantities/orthogonality-test.ts';
export { parameters } from './quantities/parameters.ts';
export type { RatioOptions } from './quantities/ratio-options.ts';
export { type TicOptions, tic } from './quantities/tic.ts';
export { type TimeOptions, time } from './quantities/time.ts';
export { updateSize } from './quantities/update-size.ts';
export type { Meter, Quantity, Reading, ValueOf } from './quantity.ts';
export type { CockpitRecord, Quantities } from './record.ts';
export { every } from './schedules/every.ts';
export { logarithmic } from './schedules/logarithmic.ts';
export type { Schedule } from './schedules/schedule.ts';
export { type QuantityOptions, singleStep } from './single-step.ts';
export {
  type TensorboardOptions,
  tensorboardRestart,
  tensorboardStart,
  tensorboardStep,
} from './tensorboard/events.ts';
export { type TrackCallback, type TrackedOptimizer, type TrackOptions, track } from './track.ts';
