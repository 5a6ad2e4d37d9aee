export { GbasRegularizer, type GbasRegularizerArgs } from './gbas-regularizer.ts';
export { registerGbasLayers } from './register-gbas-layers.ts';
