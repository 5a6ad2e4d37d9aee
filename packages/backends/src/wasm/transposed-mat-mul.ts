import { type KernelFunc, type TensorInfo, Transpose } from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';
import { callKernel } from './call-kernel.ts';
import { wasmBackend } from './wasm-memory.ts';

interface MatMulAttributes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/**
 * A matrix product (`BatchMatMul`, `_FusedMatMul`) whose transposed operands are transposed first. The kernel of TF.js
 * reads them across the grain: the weight gradient of a dense layer takes some twenty times longer in it.
 */
export function transposingFirst(original: KernelFunc): KernelFunc {
  return (call) => {
    const { transposeA, transposeB } = typed<MatMulAttributes>(call.attrs ?? {});
    const { a, b } = call.inputs;
    if ((!transposeA && !transposeB) || !a || !b) return original(call);
    const wasm = wasmBackend(call.backend);
    const made: TensorInfo[] = [];
    const straight = (matrix: TensorInfo, isTransposed: boolean | undefined): TensorInfo => {
      if (!isTransposed) return matrix;
      const result = callKernel(Transpose, wasm, { x: matrix }, { perm: swapLast(matrix.shape.length) });
      made.push(result);
      return result;
    };
    try {
      const inputs = { ...call.inputs, a: straight(a, transposeA), b: straight(b, transposeB) };
      return original({ ...call, inputs, attrs: { ...call.attrs, transposeA: false, transposeB: false } });
    } finally {
      for (const { dataId } of made) wasm.disposeData(dataId);
    }
  };
}

function swapLast(rank: number): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return [...axes.slice(0, -2), rank - 1, rank - 2];
}
