import {
  addN,
  concat1d,
  dispose,
  mul,
  randomNormal,
  reshape,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tidy,
} from '@tensorflow/tfjs-core';
import { lengthOf, unitOf } from '../norms/norms-of.ts';

type Vector = readonly Tensor[];

/** The product of a Hessian and a vector that has a tensor for each variable. */
type HessianProduct = (vector: Vector) => Tensor[];

export interface LanczosStart {
  readonly iterations: number;
  readonly seed: number;
  /** Of the shapes of the vectors. */
  readonly like: readonly Tensor[];
}

/**
 * The tridiagonal matrix that Lanczos' iteration makes of a Hessian, on the device: its diagonal, and what stands
 * beside it, each [iterations]. Only two vectors are held. Rounding makes them less and less orthogonal: that doubles
 * eigenvalues which have been found, and leaves the largest one right (Paige 1971).
 */
export function lanczos(product: HessianProduct, { iterations, seed, like }: LanczosStart): [Tensor1D, Tensor1D] {
  const found: { along: Scalar; beside: Scalar }[] = [];
  let before: Vector = [];
  let vector: Vector = tidy(
    () => scaled(like.map(({ shape }, i) => randomNormal(shape, 0, 1, 'float32', seed + i))).unit,
  );
  for (let i = 0; i < iterations; i++) {
    const { along, beside, unit } = tidy(() => next(product(vector), vector, before, found[i - 1]?.beside));
    found.push({ along, beside });
    dispose([...before]);
    [before, vector] = [vector, unit];
  }
  dispose([...before, ...vector]);
  return [joined(found.map(({ along }) => along)), joined(found.map(({ beside }) => beside))];
}

/** The image without its parts along the last two vectors: its direction is the next vector. */
function next(image: Tensor[], vector: Vector, before: Vector, besideBefore: Scalar | undefined) {
  const along = inner(image, vector);
  const rest = image.map((each, i) => {
    const without = sub(each, mul(along, vector[i]));
    return besideBefore ? sub(without, mul(besideBefore, before[i])) : without;
  });
  const { unit, length } = scaled(rest);
  return { along, beside: length, unit };
}

function scaled(vector: Vector): { unit: Tensor[]; length: Scalar } {
  const length = lengthOf(vector);
  return { unit: unitOf(vector, length), length };
}

const inner = (a: Vector, b: Vector): Scalar => addN(a.map((each, i) => sum<Scalar>(mul(each, b[i]))));

const joined = (scalars: readonly Scalar[]): Tensor1D =>
  tidy(() => concat1d(scalars.map((each): Tensor1D => reshape(each, [1]))));
