export { binaryGradients } from './gradients/binary.ts';
export { unbroadcast } from './gradients/broadcast.ts';
export { gatherGradient } from './gradients/gather.ts';
export { maxPoolGradient } from './gradients/image.ts';
export { prodGradient } from './gradients/prod.ts';
export { cumsumGradient } from './gradients/reduction.ts';
export { registerGradients } from './gradients/register-gradients.ts';
export { float, gradientOf, type Rule } from './gradients/rule.ts';
export { runKernel } from './gradients/run-kernel.ts';
