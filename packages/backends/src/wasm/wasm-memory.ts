import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';

type Values = Float32Array | Int32Array | Uint8Array;

/** The part of TF.js's wasm backend that kernels of ours use. */
export interface WasmBackend {
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  typedArrayFromHeap(info: TensorInfo): Values;
  disposeData(dataId: object): boolean;
}

/** The backend a kernel was handed, checked to be the one that this code knows. */
export function wasmBackend(backend: object): WasmBackend {
  if (isWasmBackend(backend)) return backend;
  throw new Error("registerWasmKernels: the 'wasm' backend is not the one of @tensorflow/tfjs-backend-wasm 4.22");
}

function isWasmBackend(backend: object): backend is WasmBackend {
  return 'makeOutput' in backend && 'typedArrayFromHeap' in backend && 'disposeData' in backend;
}

/** A tensor's own memory. Any later allocation may move wasm's memory, so take a view after the last one. */
export function floatView(backend: WasmBackend, info: TensorInfo): Float32Array {
  const values = backend.typedArrayFromHeap(info);
  if (values instanceof Float32Array) return values;
  throw new Error(`wasm kernel: a float32 tensor is needed here, but got one of type ${info.dtype}`);
}

export type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];

/** The shape of an image batch or a filter: TF.js reshapes to rank 4 before it calls the kernel. */
export function shape4({ shape }: TensorInfo): Shape4 {
  const [batch, height, width, channels] = shape;
  return [batch, height, width, channels];
}

/** The same for volumes, of rank 5. */
export function shape5({ shape }: TensorInfo): Shape5 {
  const [batch, depth, height, width, channels] = shape;
  return [batch, depth, height, width, channels];
}
