export { GbasRegularizer, type GbasRegularizerArgs, registerGbasLayers } from './gbas-regularizer.ts';
