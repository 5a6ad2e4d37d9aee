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

/** How the host reaches the tensors of a backend. */
export function hostMemory(backendName: string, backend: KernelBackendLike): HostMemory {
  if (isCpuBackend(backend)) return cpuMemory(backend);
  if (isWasmBackend(backend)) return wasmMemory(backend);
  throw new Error(`runHostKernel: the backend must be cpu or wasm of TF.js 4.22, but is '${backendName}'`);
}

const cpuMemory = (backend: CpuBackend): HostMemory => ({
  allocate: (shape, dtype) =>
    backend.makeTensorInfo(
      shape,
      dtype,
      dtype === 'int32' ? new Int32Array(size(shape)) : new Float32Array(size(shape)),
    ),
  view: (info) => numeric(backend.data.get(info.dataId).values),
});

const wasmMemory = (backend: WasmBackend): HostMemory => ({
  allocate: (shape, dtype) => backend.makeOutput(shape, dtype),
  view: (info) => numeric(backend.typedArrayFromHeap(info)),
});

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
  throw new Error('runHostKernel: an input must be float32, int32 or bool');
}

const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
