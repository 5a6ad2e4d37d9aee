import { env } from '@tensorflow/tfjs-core';

/** What wasm runs on, for people. */
export async function wasmDevice(threads: number): Promise<string> {
  const simd = (await env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'with SIMD' : 'without SIMD';
  return `WebAssembly ${simd}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
