import { add, div, mul, randomUniform, step, sub, type Tensor, tensor, tidy, zerosLike } from '@tensorflow/tfjs-core';
import type { Observation } from '../observation.ts';
import { requireWhole } from '../require.ts';
import type { QuantityOptions } from '../single-step.ts';

export interface HessianDiagonalOptions extends QuantityOptions {
  /**
   * How many random vectors it is estimated from, each a backward pass over the gradient; `'exact'` takes as many as there
   * are parameters, which is for small models.
   */
  readonly probes?: number | 'exact';
  /** Of the random vectors. */
  readonly seed?: number;
}

/** That the options are such. */
export function requireProbes(caller: string, probes: number | 'exact', seed: number): void {
  if (probes !== 'exact') requireWhole(caller, 'probes', probes, 1);
  requireWhole(caller, 'seed', seed, 0);
}

/**
 * The diagonal of the mean loss's Hessian where the step began, by each variable: the mean of v ⊙ Hv over vectors v of
 * random signs (Hutchinson 1990; Bekas, Kokiopoulou & Saad 2007), or entry by entry. Made once for all who ask alike.
 */
export const hessianDiagonal = (observation: Observation, probes: number | 'exact', seed: number): readonly Tensor[] =>
  observation.once(`hessianDiagonal ${probes} ${seed}`, () => {
    const vectors = probes === 'exact' ? unitVectors(observation) : randomSigns(observation, probes, seed);
    let all = tidy(() => observation.variables.map((variable) => zerosLike<Tensor>(variable)));
    for (const make of vectors) {
      const next = tidy(() => {
        const vector = make();
        return observation.hessianProduct(vector).map((image, i) => add(all[i], mul(vector[i], image)));
      });
      for (const each of all) each.dispose();
      all = next;
    }
    return probes === 'exact' ? all : tidy(() => all.map((each) => div(each, probes)));
  });

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
