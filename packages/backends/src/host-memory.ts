import type { DataType, KernelBackend, TensorInfo } from '@tensorflow/tfjs-core';

/** A backend's memory, seen from the host. */
export interface HostMemory {
  allocate(shape: number[], dtype: 'float32' | 'int32'): TensorInfo;
  /** The tensor's own memory, no copy. */
  view(info: TensorInfo): Float32Array | Int32Array;
}

/** The part of TF.js's cpu backend that is used here. */
interface CpuBackend {
  data: { get(dataId: object): { values: unknown } };
  makeTensorInfo(shape: number[], dtype: DataType, values: Float32Array | Int32Array): TensorInfo;
}

/** The part of TF.js's wasm backend that is used here. */
interface WasmBackend {
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
  typedArrayFromHeap(info: TensorInfo): unknown;
}

type KernelBackendLike = KernelBackend | object;

/** How to reach the memory of the backend of this name. */
export function hostMemory(backendName: string): (backend: KernelBackendLike) => HostMemory {
  if (backendName === 'cpu') return cpuMemory;
  if (backendName === 'wasm') return wasmMemory;
  throw new Error(`runHostKernel: the current backend must be 'cpu' or 'wasm', but it is '${backendName}'`);
}

function cpuMemory(backend: KernelBackendLike): HostMemory {
  if (!isCpuBackend(backend)) throw new Error("hostMemory: the 'cpu' backend is not the one of TF.js 4.22");
  return {
    allocate: (shape, dtype) =>
      backend.makeTensorInfo(
        shape,
        dtype,
        dtype === 'int32' ? new Int32Array(size(shape)) : new Float32Array(size(shape)),
      ),
    view: (info) => numeric(backend.data.get(info.dataId).values),
  };
}

function wasmMemory(backend: KernelBackendLike): HostMemory {
  if (!isWasmBackend(backend)) throw new Error("hostMemory: the 'wasm' backend is not the one of TF.js 4.22");
  return {
    allocate: (shape, dtype) => backend.makeOutput(shape, dtype),
    view: (info) => numeric(backend.typedArrayFromHeap(info)),
  };
}

function isCpuBackend(backend: object): backend is CpuBackend {
  return 'data' in backend && 'makeTensorInfo' in backend;
}

function isWasmBackend(backend: object): backend is WasmBackend {
  return 'makeOutput' in backend && 'typedArrayFromHeap' in backend;
}

function numeric(values: unknown): Float32Array | Int32Array {
  if (values instanceof Float32Array || values instanceof Int32Array) return values;
  if (values instanceof Uint8Array) return Int32Array.from(values);
  if (Array.isArray(values)) return Float32Array.from(values);
  throw new Error('runHostKernel: an input must be a float32, int32 or bool tensor');
}

const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
