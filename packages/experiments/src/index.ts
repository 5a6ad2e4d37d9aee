export { type AlphaChange, type AlphaConfig, alphaRunSettings } from './alpha/config.ts';
export type { AlphaCourse } from './alpha/course.ts';
export type {
  AlphaAccuracy,
  AlphaFrame,
  AlphaResult,
  AlphaRunState,
  AlphaSpread,
  AlphaTraining,
  AlphaTrainingResult,
} from './alpha/frame.ts';
export type { AlphaRecord } from './alpha/instruments.ts';
export { type AlphaOptimizer, alphaOptimizers } from './alpha/optimizers.ts';
export { runAlpha } from './alpha/run.ts';
export { type BasChange, type BasConfig, basSettings } from './bas/config.ts';
export type { BasFrame, BasResult } from './bas/frame.ts';
export { presetNames, presets } from './bas/presets.ts';
export { runBas } from './bas/run.ts';
export { type ChannelGatesConfig, channelGatesSettings } from './channel-gates/config.ts';
export type {
  ChannelCurve,
  ChannelGatesFrame,
  ChannelGatesResult,
  ChannelPoint,
  ChannelTraining,
  SampleTime,
  UngatedResult,
} from './channel-gates/frame.ts';
export { type ChannelMethod, channelMethods } from './channel-gates/methods.ts';
export { runChannelGates } from './channel-gates/run.ts';
export { type GatesChange, type GatesConfig, gatesSettings } from './gates/config.ts';
export type {
  GateEpoch,
  GateResult,
  GateSpread,
  GatesFrame,
  GatesResult,
  GatesState,
  GateVariantState,
} from './gates/frame.ts';
export { runGates } from './gates/run.ts';
export { type GateVariant, gateVariants } from './gates/variants.ts';
export { type GbasChange, type GbasConfig, gbasRunSettings } from './gbas/config.ts';
export type { GbasDimension, GbasFrame, GbasLosses, GbasResult, GbasRunState } from './gbas/frame.ts';
export { runGbas } from './gbas/run.ts';
export { ConfigError } from './parse-config.ts';
export { families, namedPrior, parsePrior } from './priors.ts';
export { RunError } from './training/run-error.ts';
export type { TrainingState } from './training/training-state.ts';
