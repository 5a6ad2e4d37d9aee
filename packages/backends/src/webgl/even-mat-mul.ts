import {
  getKernel,
  type KernelFunc,
  type NamedAttrMap,
  PadV2,
  Reshape,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { typed } from '../gradients/rule.ts';

interface MatMulAttributes {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** What a kernel may ask of TF.js's WebGL backend. */
interface Disposing {
  disposeData(dataId: object): boolean;
}

/**
 * A matrix product (`BatchMatMul`, `_FusedMatMul`) whose operands share an even number of places. TF.js packs 2 × 2
 * values into a texel, and its product also reads what lies beyond an odd edge. That is 0 only by luck: after exp it is
 * 1, after sigmoid ½, so that the product of two such operands is silently wrong, and with it the weight gradient of a
 * batch of odd size. One place of zeros mends it.
 */
export function evenlyShared(original: KernelFunc): KernelFunc {
  return (call) => {
    const { transposeA, transposeB } = typed<MatMulAttributes>(call.attrs ?? {});
    const { a, b } = call.inputs;
    if (!a || !b || a.shape[a.shape.length - (transposeA ? 2 : 1)] % 2 === 0) return original(call);
    const made: TensorInfo[] = [];
    const run = (name: string, x: TensorInfo, attrs: NamedAttrMap): TensorInfo => {
      const result = getKernel(name, 'webgl').kernelFunc({ inputs: { x }, backend: call.backend, attrs });
      const info = Array.isArray(result) ? result[0] : result;
      made.push(info);
      return info;
    };
    try {
      const inputs = { ...call.inputs, a: widened(a, transposeA ? 1 : 2, run), b: widened(b, transposeB ? 2 : 1, run) };
      return original({ ...call, inputs });
    } finally {
      for (const { dataId } of made) (call.backend as Disposing).disposeData(dataId);
    }
  };
}

/** With a place of zeros more along the first or the second axis of the matrices. */
function widened(
  x: TensorInfo,
  along: 1 | 2,
  run: (name: string, x: TensorInfo, attrs: NamedAttrMap) => TensorInfo,
): TensorInfo {
  const batches = x.shape.slice(0, -2);
  const matrices = run(Reshape, x, { shape: [util.sizeFromShape(batches), ...x.shape.slice(-2)] });
  const paddings = [0, 1, 2].map((axis): [number, number] => [0, axis === along ? 1 : 0]);
  const padded = run(PadV2, matrices, { paddings, constantValue: 0 } as unknown as NamedAttrMap);
  return run(Reshape, padded, { shape: [...batches, ...padded.shape.slice(1)] });
}
