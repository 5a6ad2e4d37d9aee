import { Tensor } from '@tensorflow/tfjs-core';

/** Throws unless x is a float32 tensor. */
export function requireFloats(method: string, x: unknown): asserts x is Tensor {
  if (!(x instanceof Tensor)) throw new TypeError(`${method}: 'x' must be a tensor, but got ${String(x)}`);
  if (x.dtype !== 'float32') throw new TypeError(`${method}: 'x' must be float32, but got ${x.dtype}; cast it first`);
}

/** Throws unless the value is one of the choices. */
export function requireOneOf(method: string, name: string, value: unknown, known: readonly string[]): void {
  if (!known.includes(String(value)))
    throw new RangeError(`${method}: '${name}' must be one of ${known.join(', ')}, but got ${String(value)}`);
}
