import type { HostKernel } from '../host-kernel.ts';

/** What one Adam update needs besides the tensors. */
export interface AdamStep {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** How many updates there have been, this one included: 1 for the first. */
  readonly iteration: number;
}

/** `1 - βᵗ`, which undoes the pull of the moments' zero start. */
export function biasCorrections({ beta1, beta2, iteration }: AdamStep): [first: number, second: number] {
  return [1 - beta1 ** iteration, 1 - beta2 ** iteration];
}

/** One pass over (value, gradient, first moment, second moment) that writes the new (value, first, second). */
export const adamStepKernel: HostKernel<AdamStep> = {
  name: 'HyperpriorAdamStep',
  outputs: ([{ shape }]) => [{ shape }, { shape }, { shape }],
  compute(inputs, outputs, step) {
    const [value, gradient, first, second] = inputs.map(({ values }) => values);
    const [newValue, newFirst, newSecond] = outputs.map(({ values }) => values);
    const { learningRate, beta1, beta2, epsilon } = step;
    const [correction1, correction2] = biasCorrections(step);
    const rate = learningRate / correction1;
    const scale = 1 / Math.sqrt(correction2);
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i];
      const m = beta1 * first[i] + (1 - beta1) * g;
      const v = beta2 * second[i] + (1 - beta2) * g * g;
      newFirst[i] = m;
      newSecond[i] = v;
      newValue[i] = value[i] - (rate * m) / (Math.sqrt(v) * scale + epsilon);
    }
  },
};
