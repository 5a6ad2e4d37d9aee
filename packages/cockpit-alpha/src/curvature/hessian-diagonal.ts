import { add, div, mul, randomUniform, step, sub, Tensor, tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import type { Observation } from '../observation.ts';
import { kindOf, requireWhole } from '../require.ts';
import type { QuantityOptions } from '../single-step.ts';

export interface HessianDiagonalOptions extends QuantityOptions {
  /**
   * The output of the model, such as its logits, as `losses` made it in this step. With it the curvature is that of the Gauss-Newton
   * matrix, which is never negative where the loss is convex in the output; without it, that of the Hessian.
   */
  readonly gaussNewton?: () => Tensor;

  /**
   * How many random vectors it is estimated from, each a backward pass over the gradient; `'exact'` takes as many as there
   * are parameters, which is for small models.
   */
  readonly probes?: number | 'exact';
  /** Of the random vectors. */
  readonly seed?: number;
}

/** The curvature that options ask for, once they are such. */
export function curvatureOf(caller: string, { probes = 16, seed = 1, gaussNewton }: HessianDiagonalOptions): Curvature {
  if (gaussNewton !== undefined && typeof gaussNewton !== 'function')
    throw new TypeError(
      `${caller}: 'gaussNewton' must be a function that returns the model's output, but is ${kindOf(gaussNewton)}; pass () => logits, where logits is what losses computed`,
    );
  if (probes !== 'exact') requireWhole(caller, 'probes', probes, 1);
  requireWhole(caller, 'seed', seed, 0);
  return { probes, seed, gaussNewton };
}

/** The names of these options. */
export const curvatureNames = ['probes', 'seed', 'gaussNewton'];

/** The options, with their defaults. */
interface Curvature extends Pick<HessianDiagonalOptions, 'gaussNewton'> {
  readonly probes: number | 'exact';
  readonly seed: number;
}

/**
 * The diagonal of the mean loss's Hessian, or Gauss-Newton matrix, where the step began, by each variable: the mean of v ⊙ Hv over vectors v of
 * random signs (Hutchinson 1990; Bekas, Kokiopoulou & Saad 2007), or entry by entry. Made once for all who ask alike.
 */
export const hessianDiagonal = (
  observation: Observation,
  { probes, seed, gaussNewton }: Curvature,
): readonly Tensor[] => {
  const output = gaussNewton?.();
  if (gaussNewton && !(output instanceof Tensor))
    throw new TypeError(`cockpit: 'gaussNewton' must return the model's output, but returned ${kindOf(output)}`);
  const product = (vector: Tensor[]) =>
    output ? observation.gaussNewtonProduct(output, vector) : observation.hessianProduct(vector);
  return observation.once(`diagonal ${probes} ${seed} ${output?.id ?? ''}`, () => {
    const vectors = probes === 'exact' ? unitVectors(observation) : randomSigns(observation, probes, seed);
    let all = tidy(() => observation.variables.map((variable) => zerosLike<Tensor>(variable)));
    for (const make of vectors) {
      const next = tidy(() => {
        const vector = make();
        return product(vector).map((image, i) => add(all[i], mul(vector[i], image)));
      });
      for (const each of all) each.dispose();
      all = next;
    }
    return probes === 'exact' ? all : tidy(() => all.map((each) => div(each, probes)));
  });
};

type MakeVector = () => Tensor[];

function* randomSigns({ variables, step: at }: Observation, probes: number, seed: number): Generator<MakeVector> {
  for (let probe = 0; probe < probes; probe++)
    yield () =>
      variables.map(({ shape }, i) =>
        sub(mul(step(randomUniform(shape, -1, 1, 'float32', `${seed} ${at} ${probe} ${i}`)), 2), 1),
      );
}

function* unitVectors({ variables }: Observation): Generator<MakeVector> {
  for (const [i, { size }] of variables.entries())
    for (let entry = 0; entry < size; entry++)
      yield () => variables.map((variable, k) => (k === i ? unitVector(variable, entry) : zerosLike<Tensor>(variable)));
}

function unitVector({ shape, size }: Tensor, entry: number): Tensor {
  const values = new Float32Array(size);
  values[entry] = 1;
  return tensor(values, shape);
}
