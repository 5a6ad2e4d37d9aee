import { type AdamStep, biasCorrections } from '../adam-step.ts';

/** A GPU program has one result, so an update is three: the new moments, and from them the new value. */
export type AdamPart = 'first' | 'second' | 'value';

/** The inputs of each part, and its result, in words that both shading languages share; `p` holds its settings. */
export const adamParts: Readonly<Record<AdamPart, { inputs: readonly string[]; result: string }>> = {
  first: { inputs: ['m', 'g'], result: 'p.x * m + p.y * g' },
  second: { inputs: ['v', 'g'], result: 'p.x * v + p.y * g * g' },
  value: { inputs: ['w', 'm', 'v'], result: 'w - p.x * m / (sqrt(v) * p.y + p.z)' },
};

/** The four numbers of `p`; the last is not used. They change from step to step, and so are no part of the code. */
export function settingsOf(part: AdamPart, step: AdamStep): [number, number, number, number] {
  const { learningRate, beta1, beta2, epsilon } = step;
  if (part === 'first') return [beta1, 1 - beta1, 0, 0];
  if (part === 'second') return [beta2, 1 - beta2, 0, 0];
  const [correction1, correction2] = biasCorrections(step);
  return [learningRate / correction1, 1 / Math.sqrt(correction2), epsilon, 0];
}
