export { registerGradients } from './gradients/register-gradients.ts';
