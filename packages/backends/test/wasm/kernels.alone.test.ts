import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import {
  engine,
  gather,
  getBackend,
  getKernel,
  type NamedAttrMap,
  randomNormal,
  setBackend,
  type Tensor,
  tensor,
  tensor1d,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { afterEach, describe, expect, it } from 'vitest';
import { registerWasmKernels } from '../../src/wasm/register-wasm-kernels.ts';

const project = getBackend();

/** Tests that exist on wasm alone: elsewhere there is nothing to complete. */
function onWasm(name: string, tests: () => void): void {
  if (project === 'wasm') describe(name, tests);
}

type Inputs = Record<string, Tensor>;

/** Runs a kernel on wasm and on cpu and expects the same numbers, with nothing left behind. */
async function expectSameAsCpu(
  kernel: string,
  inputs: Inputs,
  attributes: object,
  tolerance = { abs: 1e-4, rel: 1e-5 },
) {
  const run = async () => {
    const result: Tensor = engine().runKernel(kernel, inputs, attributes as NamedAttrMap);
    const values = await result.data();
    const { shape } = result;
    result.dispose();
    return { values, shape };
  };
  await expectNoLeak(async () => {
    const onWasm = await run();
    await setBackend('cpu');
    const onCpu = await run();
    await setBackend('wasm');
    expect(onWasm.shape).toEqual(onCpu.shape);
    expectClose(onWasm.values, onCpu.values, tolerance);
  });
}

const made: Tensor[] = [];
const normal = (shape: number[], seed: number) => {
  const x = randomNormal(shape, 0, 1, 'float32', seed);
  made.push(x);
  return x;
};
const keep = <T extends Tensor>(x: T): T => {
  made.push(x);
  return x;
};

afterEach(async () => {
  if (getBackend() !== project) await setBackend(project);
  for (const x of made.splice(0)) x.dispose();
});

type Pad = 'same' | 'valid' | number | [[0, 0], [number, number], [number, number], [0, 0]];
interface Case {
  x: number[];
  filter: [number, number];
  strides: [number, number];
  pad: Pad;
}

const explicit: Pad = [
  [0, 0],
  [2, 1],
  [0, 3],
  [0, 0],
];
const cases: Case[] = [
  { x: [1, 5, 5, 1], filter: [1, 1], strides: [1, 1], pad: 'valid' },
  { x: [2, 6, 7, 3], filter: [3, 2], strides: [1, 1], pad: 'same' },
  { x: [3, 9, 8, 2], filter: [3, 3], strides: [2, 2], pad: 'same' },
  { x: [2, 9, 8, 2], filter: [2, 3], strides: [2, 3], pad: 'valid' },
  { x: [2, 7, 6, 3], filter: [3, 3], strides: [1, 2], pad: explicit },
  { x: [2, 4, 4, 2], filter: [5, 5], strides: [1, 1], pad: 2 },
  { x: [5, 3, 3, 4], filter: [3, 3], strides: [3, 3], pad: 'same' },
];

const outputSize = (length: number, filter: number, stride: number, pad: Pad, axis: 1 | 2) => {
  if (pad === 'same') return Math.ceil(length / stride);
  const total = pad === 'valid' ? 0 : typeof pad === 'number' ? 2 * pad : pad[axis][0] + pad[axis][1];
  return Math.floor((length + total - filter) / stride) + 1;
};

const outputShape = ({ x: [batch, height, width], filter, strides, pad }: Case, channels: number) => [
  batch,
  outputSize(height, filter[0], strides[0], pad, 1),
  outputSize(width, filter[1], strides[1], pad, 2),
  channels,
];

onWasm('the weight gradient of a convolution', () => {
  it.each(cases)('is that of cpu for %j', async (shape) => {
    const x = normal(shape.x, 1);
    const dy = normal(outputShape(shape, 4), 2);
    const filterShape = [...shape.filter, shape.x[3], 4];
    const { strides, pad } = shape;
    await expectSameAsCpu('Conv2DBackpropFilter', { x, dy }, { strides, pad, dataFormat: 'NHWC', filterShape });
  });

  it('is that of cpu where the unfolded input fills several chunks', async () => {
    const x = normal([3, 40, 40, 16], 1);
    const dy = normal([3, 40, 40, 4], 2);
    const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', filterShape: [9, 9, 16, 4] };
    const whole: Tensor = keep(engine().runKernel('Conv2DBackpropFilter', { x, dy }, attributes as NamedAttrMap));
    // The middle tap meets every position in place: its sum is a plain product of two matrices.
    const [xs, dys, values] = [await x.data(), await dy.data(), await whole.data()];
    const middle = (4 * 9 + 4) * 16 * 4;
    const expected = Array.from({ length: 64 }, (_, i) => {
      let sum = 0;
      for (let p = 0; p < 3 * 40 * 40; p++) sum += xs[p * 16 + Math.floor(i / 4)] * dys[p * 4 + (i % 4)];
      return sum;
    });
    expectClose(values.slice(middle, middle + 64), expected, { abs: 1e-3 });
  });

  it('throws for channels first, which no convolution of wasm knows', () => {
    const x = normal([1, 2, 4, 4], 1);
    const attributes = { strides: 1, pad: 'same', dataFormat: 'NCHW', filterShape: [3, 3, 2, 2] };
    expect(() => engine().runKernel('Conv2DBackpropFilter', { x, dy: x }, attributes as NamedAttrMap)).toThrow(/NHWC/);
  });
});

onWasm('the input gradient of a convolution', () => {
  it.each(cases)('is that of cpu for %j', async (shape) => {
    const filter = normal([...shape.filter, shape.x[3], 4], 1);
    const dy = normal(outputShape(shape, 4), 2);
    const { strides, pad } = shape;
    const attributes = { strides, pad, dataFormat: 'NHWC', inputShape: shape.x };
    await expectSameAsCpu('Conv2DBackpropInput', { dy, filter }, attributes);
  });

  it('is that of TF.js where the columns fill several chunks', async () => {
    const filter = normal([5, 5, 16, 3], 1);
    const dy = normal([3, 40, 40, 3], 2);
    const attributes = { strides: 1, pad: 'same', dataFormat: 'NHWC', inputShape: [3, 40, 40, 16] };
    await expectSameAsCpu('Conv2DBackpropInput', { dy, filter }, attributes);
  });
});

onWasm('the gradients of a depthwise convolution', () => {
  it.each(
    cases.flatMap((shape) => [
      { ...shape, multiplier: 1 },
      { ...shape, multiplier: 2 },
    ]),
  )('are those of cpu for %j', async ({ multiplier, ...shape }) => {
    const channels = shape.x[3];
    const x = normal(shape.x, 3);
    const dy = normal(outputShape(shape, channels * multiplier), 4);
    const filter = normal([...shape.filter, channels, multiplier], 5);
    const shared = { strides: shape.strides, pad: shape.pad, dilations: [1, 1] };
    await expectSameAsCpu('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...shared, filterShape: filter.shape });
    await expectSameAsCpu('DepthwiseConv2dNativeBackpropInput', { dy, filter }, { ...shared, inputShape: x.shape });
  });
});

onWasm('unsorted segment sum', () => {
  it.each([
    { dtype: 'float32' as const, shape: [6] },
    { dtype: 'float32' as const, shape: [6, 2, 3] },
    { dtype: 'int32' as const, shape: [6, 4] },
  ])('is that of cpu for $dtype of shape $shape', async ({ dtype, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const x = keep(
      tensor(
        Array.from({ length: size }, (_, i) => (i * 7) % 11),
        shape,
        dtype,
      ),
    );
    const segmentIds = keep(tensor1d([2, 0, 2, -1, 3, 0], 'int32'));
    await expectSameAsCpu('UnsortedSegmentSum', { x, segmentIds }, { numSegments: 5 });
  });

  it('leaves out ids past the last segment', async () => {
    const sums = keep(
      engine().runKernel(
        'UnsortedSegmentSum',
        { x: keep(tensor1d([1, 2, 4])), segmentIds: keep(tensor1d([0, 2, 1], 'int32')) },
        {
          numSegments: 2,
        },
      ) as Tensor,
    );
    expectClose(await sums.data(), [1, 4], {});
  });
});

onWasm('gather', () => {
  it.each([
    { axis: 0, batchDims: 0, indices: [2, 2] },
    { axis: 2, batchDims: 0, indices: [3] },
    { axis: 1, batchDims: 1, indices: [2, 4] },
    { axis: 2, batchDims: 1, indices: [2, 4] },
    { axis: 3, batchDims: 1, indices: [2, 2, 2] },
    { axis: 2, batchDims: 2, indices: [2, 3, 5] },
    { axis: 3, batchDims: 2, indices: [2, 3] },
    { axis: -1, batchDims: 3, indices: [2, 3, 2, 3] },
  ])('is that of cpu for $axis, $batchDims and indices of shape $indices', async ({ axis, batchDims, indices }) => {
    const size = indices.reduce((product, length) => product * length, 1);
    const picks = keep(
      tensor(
        Array.from({ length: size }, (_, i) => (i * 5) % 2),
        indices,
        'int32',
      ),
    );
    const x = normal([2, 3, 2, 4], 6);
    await expectSameAsCpu('GatherV2', { x, indices: picks }, { axis, batchDims });
    const whole = keep(
      tensor(
        Array.from({ length: 48 }, (_, i) => i),
        [2, 3, 2, 4],
        'int32',
      ),
    );
    await expectSameAsCpu('GatherV2', { x: whole, indices: picks }, { axis, batchDims });
    const flags = keep(
      tensor(
        Array.from({ length: 48 }, (_, i) => i % 3 === 0),
        [2, 3, 2, 4],
        'bool',
      ),
    );
    await expectSameAsCpu('GatherV2', { x: flags, indices: picks }, { axis, batchDims });
  });

  it('throws when an index is out of range', () => {
    const x = normal([2, 3], 1);
    const indices = keep(tensor([0, 3], [2, 1], 'int32'));
    expect(() => gather(x, indices, 1, 1)).toThrow(/3 is not in \[0, 2\]/);
  });
});

onWasm('registerWasmKernels, called again,', () => {
  it('changes nothing', () => {
    const before = getKernel('GatherV2', 'wasm').kernelFunc;
    registerWasmKernels();
    expect(getKernel('GatherV2', 'wasm').kernelFunc).toBe(before);
  });
});

if (project !== 'wasm') {
  it('registerWasmKernels throws without the wasm backend and names the fix', () => {
    expect(() => registerWasmKernels()).toThrow(/import '@tensorflow\/tfjs-backend-wasm'/);
  });
}
