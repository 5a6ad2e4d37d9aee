import { cast, engine, type GradConfig, type NamedAttrMap, type Tensor } from '@tensorflow/tfjs-core';
import { runsOnHost } from '../host-kernel.ts';

/** The gradients of a kernel's inputs, by name, each made when it is asked for. */
type InputGradients = Record<string, () => Tensor>;

/** From the gradient of the output, the saved tensors and the attributes come the inputs' gradients. */
export type Rule<Attributes> = (dy: Tensor, saved: Tensor[], attributes: Attributes) => InputGradients;

/** Which of a kernel's tensors its gradient needs: inputs by name, or all of them, and the output. */
export interface Saved {
  readonly inputs?: string[] | 'all';
  readonly output?: boolean;
}

/** The gradient of a kernel with one output, with its attributes typed as TF.js documents them. */
export function gradientOf<Attributes = unknown>(
  kernelName: string,
  { inputs = [], output = false }: Saved,
  rule: Rule<Attributes>,
): GradConfig {
  return {
    kernelName,
    ...(inputs === 'all' ? { saveAllInputs: true } : { inputsToSave: inputs }),
    ...(output ? { outputsToSave: [true] } : {}),
    gradFunc: (dy, saved, attrs) => rule(Array.isArray(dy) ? dy[0] : dy, saved, typed<Attributes>(attrs)),
  };
}

/** `y = f(x)`, value by value: the derivative is told from `dy` and x. */
export function elementwise(kernelName: string, derivative: (dy: Tensor, x: Tensor) => Tensor): GradConfig {
  return gradientOf(kernelName, { inputs: ['x'] }, (dy, [x]) => ({ x: () => derivative(dy, float(x)) }));
}

/** `y = f(x)`, value by value: the derivative is told from `dy` and y. */
export function elementwiseFromOutput(kernelName: string, derivative: (dy: Tensor, y: Tensor) => Tensor): GradConfig {
  return gradientOf(kernelName, { output: true }, (dy, [y]) => ({ x: () => derivative(dy, y) }));
}

/** TF.js hands a kernel's attributes through untouched; only their type is lost on the way. */
export function typed<Attributes>(attrs: NamedAttrMap): Attributes {
  return attrs as unknown as Attributes;
}

/** `x` as float32; itself when it is. */
export function float(x: Tensor): Tensor {
  return x.dtype === 'float32' ? x : cast(x, 'float32');
}

/** Whether a host kernel can compute a gradient: it has none of its own, which an outer tape would want. */
export const servesOnHost = (): boolean => runsOnHost() && engine().state.gradientDepth === 0;
