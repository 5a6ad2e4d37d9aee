export { ActivityLoss } from './activity-loss.ts';
export { BasRegularizer, type BasRegularizerArgs } from './bas-regularizer.ts';
export { GatedConv2D, type GatedConv2DArgs } from './gated-conv2d.ts';
export { GatedDense, type GatedDenseArgs } from './gated-dense.ts';
export { type GateArgs, GatedLayer } from './gated-layer.ts';
export { type LayerArgs, type Shape, singleShape, splitArgs } from './layer-args.ts';
export { type GateUse, type LayerGateUse, measureGates } from './measure-gates.ts';
export { registerBasLayers } from './register-bas-layers.ts';
