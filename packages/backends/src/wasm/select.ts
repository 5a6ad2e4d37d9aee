import type { KernelFunc } from '@tensorflow/tfjs-core';
import { wasmBackend } from './wasm-memory.ts';

/**
 * `where` between bool tensors. The kernel of TF.js takes every element for four bytes, and writes past the end of a
 * bool tensor's memory, which ends in a crash somewhere else. Conditions come broadcast to the tensors' shape.
 */
export function selectingBools(original: KernelFunc): KernelFunc {
  return (call) => {
    const { condition, t, e } = call.inputs;
    if (!condition || !t || !e || t.dtype !== 'bool') return original(call);
    const wasm = wasmBackend(call.backend);
    const output = wasm.makeOutput(t.shape, 'bool');
    const [chosen, yes, no, result] = [condition, t, e, output].map((tensor) => wasm.typedArrayFromHeap(tensor));
    for (let i = 0; i < result.length; i++) result[i] = chosen[i] ? yes[i] : no[i];
    return output;
  };
}
