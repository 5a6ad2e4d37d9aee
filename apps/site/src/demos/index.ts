export { default as AlphaDemo } from './AlphaDemo.vue';
export { default as BackendTable } from './BackendTable.vue';
export { default as BasDemo } from './BasDemo.vue';
export { default as CurvatureDemo } from './CurvatureDemo.vue';
export { default as GatesDemo } from './GatesDemo.vue';
export { default as GbasDemo } from './GbasDemo.vue';
export { default as KlComparison } from './KlComparison.vue';
export { default as VanishingGradients } from './VanishingGradients.vue';
