import {
  engine,
  getBackend,
  getKernel,
  type NamedAttrMap,
  type NamedTensorMap,
  registerKernel,
  type Tensor,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { hostMemory } from './host-memory.ts';

/** A tensor's shape and its values, in the memory that a host loop can reach. */
export interface HostTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** The shape and type of a result; float32 when no type is named. */
export interface HostOutput {
  readonly shape: readonly number[];
  readonly dtype?: 'float32' | 'int32';
}

/**
 * A kernel written once, as a loop over typed arrays, for every backend whose tensors live in host memory
 * (cpu and wasm). It does not differentiate itself: wrap it in a `customGrad`.
 */
export interface HostKernel<Attributes> {
  /** A name of our own, so that no kernel of TF.js is ever replaced. */
  readonly name: `Hyperprior${string}`;
  /** What it returns, told before it runs. */
  outputs(inputs: readonly { readonly shape: readonly number[] }[], attributes: Attributes): readonly HostOutput[];
  /** Reads `inputs`, fills `outputs` (their first content is undefined), and may allocate no tensors. */
  compute(inputs: readonly HostTensor[], outputs: readonly HostTensor[], attributes: Attributes): void;
}

/** Whether tensors of the current backend can be read and written by a loop on the host, as host kernels need. */
export function runsOnHost(): boolean {
  const name = getBackend();
  return name === 'cpu' || name === 'wasm';
}

/**
 * Runs a host kernel on the current backend, which must be cpu or wasm (`runsOnHost()`), and returns its
 * tensors. The kernel is registered, under its own name, when a backend first needs it.
 */
export function runHostKernel<Attributes>(
  kernel: HostKernel<Attributes>,
  inputs: readonly Tensor[],
  attributes: Attributes,
): Tensor[] {
  register(kernel, getBackend());
  const named: NamedTensorMap = {};
  inputs.forEach((tensor, i) => {
    named[i] = tensor;
  });
  const outputs: Tensor | Tensor[] = engine().runKernel(kernel.name, named, passThrough(attributes));
  return Array.isArray(outputs) ? outputs : [outputs];
}

function register<Attributes>(kernel: HostKernel<Attributes>, backendName: string): void {
  if (getKernel(kernel.name, backendName)) return;
  registerKernel({
    kernelName: kernel.name,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const memory = hostMemory(backendName, backend);
      const infos = Object.values(inputs).filter((info): info is TensorInfo => info !== undefined);
      const attributes = unwrap<Attributes>(attrs);
      const results = kernel
        .outputs(infos, attributes)
        .map(({ shape, dtype = 'float32' }) => memory.allocate([...shape], dtype));
      // Views are taken only now: an allocation may have moved wasm's memory.
      const view = (info: TensorInfo): HostTensor => ({ shape: info.shape, values: memory.view(info) });
      kernel.compute(infos.map(view), results.map(view), attributes);
      return results;
    },
  });
}

/** TF.js hands attributes to the kernel untouched, though its type admits only plain data. */
function passThrough(attributes: unknown): NamedAttrMap {
  return { attributes } as unknown as NamedAttrMap;
}

function unwrap<Attributes>(attrs: NamedAttrMap | undefined): Attributes {
  return (attrs as unknown as { attributes: Attributes }).attributes;
}
