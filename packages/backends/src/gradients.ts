export { unbroadcast } from './gradients/broadcast.ts';
export { registerGradients } from './gradients/register-gradients.ts';
export { float, gradientOf, type Rule } from './gradients/rule.ts';
export { runKernel } from './gradients/run-kernel.ts';
