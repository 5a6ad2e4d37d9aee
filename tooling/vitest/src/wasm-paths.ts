import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

/** Where the page of a test finds the .wasm file. */
export const wasmPaths = { 'tfjs-backend-wasm-simd.wasm': simd };
