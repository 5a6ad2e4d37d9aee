import { Tensor } from '@tensorflow/tfjs-core';

/** Throws unless x is a live float32 tensor. */
export function requireFloats(method: string, x: unknown): asserts x is Tensor {
  if (!(x instanceof Tensor)) throw new TypeError(`${method}: 'x' must be a tensor, but got ${String(x)}`);
  requireAlive(method, "'x'", x);
  if (x.dtype !== 'float32') throw new TypeError(`${method}: 'x' must be float32, but got ${x.dtype}; cast it first`);
}

/** Throws where the tensor is disposed; TF.js's own error names neither the call nor the argument. */
export function requireAlive(method: string, name: string, tensor: Tensor): void {
  if (tensor.isDisposed)
    throw new TypeError(`${method}: ${name} must be a live tensor, but is disposed; keep it until it has been used`);
}

/** Throws unless the value is one of the choices. */
export function requireOneOf(method: string, name: string, value: unknown, known: readonly string[]): void {
  if (!known.includes(String(value)))
    throw new RangeError(`${method}: '${name}' must be one of ${known.join(', ')}, but got ${String(value)}`);
}
