import { gatherGradient, gradientOf } from '@hyperprior/backends/gradients';
import {
  add,
  expandDims,
  GatherNd,
  type GradConfig,
  gatherND,
  mul,
  ones,
  range,
  reshape,
  ScatterNd,
  SparseToDense,
  type SparseToDenseAttrs,
  scatterND,
  sparseToDense,
  sum,
  type Tensor,
  TensorScatterUpdate,
  TopK,
  tensorScatterUpdate,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';

const nothing = (like: Tensor) => () => zeros(like.shape);

/** Each of the largest goes back to where it stood. */
function topKGradient(dy: Tensor, x: Tensor, indices: Tensor): Tensor {
  const length = x.shape[x.rank - 1];
  const largest = indices.shape[indices.rank - 1];
  const rows = x.size / length;
  const starts = expandDims(range(0, x.size, length, 'int32'), 1);
  const places = add(reshape(indices, [rows, largest]), starts);
  const flat = scatterND(reshape(places, [rows * largest, 1]), reshape(dy, [rows * largest]), [x.size]);
  return reshape(flat, x.shape);
}

/** A scatter takes a list of numbers for as many places along the first axis, a gather takes it for one place. */
const asList = (indices: Tensor): Tensor => (indices.rank === 1 ? expandDims(indices, 1) : indices);

/** Each value from where it was put; one value for all places from all of them, and the default from the others. */
function sparseToDenseGradient(dy: Tensor, [indices, values]: Tensor[], { outputShape }: SparseToDenseAttrs) {
  const places = reshape(indices, [indices.shape[0] ?? 1, dy.rank]);
  return {
    sparseValues: () => (values.rank === 0 ? sum(gatherND(dy, places)) : gatherND(dy, places)),
    defaultValue: () => sum(mul(dy, sparseToDense(indices, zerosLike(values), outputShape as [number], 1))),
  };
}

/** The gradients of operations that pick values by index, or put them there. */
export const indexingGradients: readonly GradConfig[] = [
  gatherGradient,
  {
    kernelName: TopK,
    inputsToSave: ['x'],
    outputsToSave: [false, true],
    gradFunc: (dys, [x, indices]) => ({ x: () => topKGradient(Array.isArray(dys) ? dys[0] : dys, x, indices) }),
  },
  gradientOf(GatherNd, { inputs: ['params', 'indices'] }, (dy, [params, indices]) => ({
    params: () =>
      indices.rank === 1
        ? scatterND(expandDims(indices, 0), expandDims(dy, 0), params.shape)
        : scatterND(indices, dy, params.shape),
    indices: nothing(indices),
  })),
  gradientOf<SparseToDenseAttrs>(SparseToDense, { inputs: ['sparseIndices', 'sparseValues'] }, sparseToDenseGradient),
  gradientOf(ScatterNd, { inputs: ['indices'] }, (dy, [indices]) => ({
    updates: () => gatherND(dy, asList(indices)),
    indices: nothing(indices),
  })),
  gradientOf(TensorScatterUpdate, { inputs: ['indices', 'updates'] }, (dy, [indices, updates]) => ({
    // Zeros into ones, and not into dy itself: the kernel of cpu writes into the tensor that it is given.
    tensor: () => mul(dy, tensorScatterUpdate(ones(dy.shape), indices, zerosLike(updates))),
    updates: () => gatherND(dy, asList(indices)),
    indices: nothing(indices),
  })),
];
