export { type AlphaConfig, alpha, runAlpha } from './alpha/experiment.ts';
export type {
  AlphaAccuracy,
  AlphaFrame,
  AlphaResult,
  AlphaSpread,
  AlphaTraining,
  AlphaTrainingResult,
} from './alpha/frame.ts';
export type { AlphaRecord } from './alpha/instruments.ts';
export { type AlphaOptimizer, alphaOptimizers } from './alpha/optimizers.ts';
export type { AlphaChange } from './alpha/run.ts';
export { type BasConfig, bas, runBas } from './bas/experiment.ts';
export type { BasFrame, BasResult } from './bas/frame.ts';
export { presetNames, presets } from './bas/presets.ts';
export type { BasChange } from './bas/run.ts';
export { type ChannelGatesConfig, channelGates, runChannelGates } from './channel-gates/experiment.ts';
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
export {
  type ChangeOf,
  type Declaration,
  defineExperiment,
  type RunConfig,
  type RunContext,
} from './define-experiment.ts';
export type { Experiment, Manual, Progress, RunFrame, RunResult, RunState } from './experiment.ts';
export { experiments } from './experiments.ts';
export { type GatesConfig, gates, runGates } from './gates/experiment.ts';
export type {
  GateEpoch,
  GateResult,
  GateSpread,
  GatesArtifacts,
  GatesFrame,
  GatesResult,
  GatesState,
  GateVariantState,
  TrainedGates,
} from './gates/frame.ts';
export { type Classification, type LoadedGates, loadGates } from './gates/load-gates.ts';
export type { GatesModel } from './gates/model.ts';
export type { GatesChange } from './gates/run.ts';
export { type GateVariant, gateVariants } from './gates/variants.ts';
export { type GbasConfig, gbas, runGbas } from './gbas/experiment.ts';
export type { GbasDimension, GbasFrame, GbasLosses, GbasResult } from './gbas/frame.ts';
export type { GbasChange } from './gbas/run.ts';
export { describePrior } from './prior-description/describe-prior.ts';
export type { PriorDescription, PriorQuantile } from './prior-description/prior-description.ts';
export { ConfigError } from './settings/config-error.ts';
export { type Kind, kindOf } from './settings/kind.ts';
export { discreteFamilies, families, namedPrior, parsePrior } from './settings/prior-text.ts';
export { describeProblem, type NameOf, type Problem } from './settings/problem.ts';
export { type Control, infoOf, type SettingInfo, type Shape, setting } from './settings/setting.ts';
export { RunError } from './training/run-error.ts';
export type { TrainingState } from './training/training-state.ts';
