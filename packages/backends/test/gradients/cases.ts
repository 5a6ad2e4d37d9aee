import type {
  NamedAttrMap,
  NamedTensorMap,
  Tensor,
  Tensor1D,
  Tensor2D,
  Tensor4D,
  Tensor5D,
} from '@tensorflow/tfjs-core';
import * as core from '@tensorflow/tfjs-core';

/** One use of a kernel: its inputs lie where it is smooth, and are of order 1. */
export interface Case {
  readonly kernel: string;
  readonly name?: string;
  readonly inputs: readonly { readonly shape: number[]; readonly from: number; readonly to: number }[];
  readonly f: (...xs: Tensor[]) => Tensor;
  /** Kernels the gradient itself needs, where a backend may lack them. */
  readonly needs?: string[];
}

const real = (shape: number[]) => ({ shape, from: -2, to: 2 });
const inside = (shape: number[]) => ({ shape, from: -0.8, to: 0.8 });
const positive = (shape: number[]) => ({ shape, from: 0.4, to: 2 });
const negative = (shape: number[]) => ({ shape, from: -2, to: -0.4 });
const aboveOne = (shape: number[]) => ({ shape, from: 1.3, to: 2.5 });

function image4(x: Tensor): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  return core.reshape(x, [batch, height, width, channels]);
}

function volume5(x: Tensor): Tensor5D {
  const [batch, depth, height, width, channels] = x.shape;
  return core.reshape(x, [batch, depth, height, width, channels]);
}

const run = (kernel: string, inputs: NamedTensorMap, attrs: object = {}): Tensor =>
  core.engine().runKernel(kernel, inputs, attrs as NamedAttrMap);

const unary = (kernel: string, f: (x: Tensor) => Tensor, domain = real([7])): Case => ({ kernel, f, inputs: [domain] });

const binary = (kernel: string, f: (a: Tensor, b: Tensor) => Tensor, domain = real): Case[] => [
  { kernel, f, inputs: [domain([2, 3]), domain([2, 3])] },
  { kernel, name: 'a row on the right', f, inputs: [domain([2, 3]), domain([3])] },
  { kernel, name: 'a column on the left', f, inputs: [domain([2, 1]), domain([2, 3])] },
  { kernel, name: 'a scalar', f, inputs: [domain([]), domain([4])] },
];

const elementwise: Case[] = [
  unary('Abs', core.abs, positive([5])),
  unary('Abs', core.abs, negative([5])),
  unary('Acos', core.acos, inside([7])),
  unary('Acosh', core.acosh, aboveOne([5])),
  unary('Asin', core.asin, inside([7])),
  unary('Asinh', core.asinh),
  unary('Atan', core.atan),
  unary('Atanh', core.atanh, inside([7])),
  unary('Cast', (x) => core.cast(x, 'float32')),
  unary('ClipByValue', (x) => core.clipByValue(x, -1.01, 1.01), { shape: [9], from: -2.5, to: 2.4 }),
  unary('Cos', core.cos),
  unary('Cosh', core.cosh),
  unary('Elu', core.elu),
  unary('Erf', core.erf),
  unary('Exp', core.exp),
  unary('Expm1', core.expm1),
  unary('Identity', core.clone),
  unary('LeakyRelu', (x) => core.leakyRelu(x, 0.3)),
  unary('Log', core.log, positive([5])),
  unary('Log1p', core.log1p, positive([5])),
  unary('Neg', core.neg),
  unary('Reciprocal', core.reciprocal, positive([5])),
  unary('Relu', core.relu),
  unary('Relu6', core.relu6, { shape: [8], from: -3, to: 8.3 }),
  unary('Rsqrt', core.rsqrt, positive([5])),
  unary('Selu', core.selu),
  unary('Sigmoid', core.sigmoid),
  unary('Sin', core.sin),
  unary('Sinh', core.sinh),
  unary('Softplus', core.softplus),
  unary('Sqrt', core.sqrt, positive([5])),
  unary('Square', core.square),
  unary('Tan', core.tan, inside([5])),
  unary('Tanh', core.tanh),
];

const constant: Case[] = [
  unary('Ceil', core.ceil),
  unary('Floor', core.floor),
  unary('IsFinite', (x) => core.cast(core.isFinite(x), 'float32')),
  unary('IsInf', (x) => core.cast(core.isInf(x), 'float32')),
  unary('IsNan', (x) => core.cast(core.isNaN(x), 'float32')),
  unary('OnesLike', core.onesLike),
  unary('Round', core.round),
  unary('Sign', core.sign),
  unary('Step', (x) => core.step(x)),
  unary('ZerosLike', core.zerosLike),
  unary('ArgMax', (x) => core.cast(core.argMax(x, 0), 'float32')),
  unary('ArgMin', (x) => core.cast(core.argMin(x, 0), 'float32')),
  {
    kernel: 'GreaterEqual',
    f: (a, b) => core.cast(core.greaterEqual(a, b), 'float32'),
    inputs: [real([4]), real([4])],
  },
  unary('OneHot', (x) => core.cast(core.oneHot(core.cast(x, 'int32'), 3), 'float32'), {
    shape: [4],
    from: 0.2,
    to: 2.8,
  }),
];

const arithmetic: Case[] = [
  ...binary('Add', core.add),
  ...binary('Sub', core.sub),
  ...binary('Multiply', core.mul),
  ...binary('RealDiv', core.div, positive),
  ...binary('Atan2', core.atan2, positive),
  ...binary('Maximum', core.maximum),
  ...binary('Minimum', core.minimum),
  ...binary('SquaredDifference', core.squaredDifference),
  ...binary('Pow', core.pow, positive),
  { kernel: 'Mod', f: core.mod, inputs: [aboveOne([5]), { shape: [5], from: 0.9, to: 1 }] },
  { kernel: 'Mod', name: 'a scalar', f: core.mod, inputs: [aboveOne([5]), { shape: [], from: 0.9, to: 1 }] },
  { kernel: 'Prelu', f: core.prelu, inputs: [real([2, 3, 4]), inside([2, 3, 4])] },
  { kernel: 'Prelu', name: 'a slope per channel', f: core.prelu, inputs: [real([2, 3, 4]), inside([4])] },
  {
    kernel: 'Select',
    f: (t, e) => core.where(core.tensor1d([1, 0, 0, 1], 'bool'), t, e),
    inputs: [real([4]), real([4])],
  },
  { kernel: 'AddN', f: (...xs) => core.addN(xs), inputs: [real([3]), real([3]), real([3])] },
  ...[false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => ({
      kernel: 'BatchMatMul',
      name: `transposed ${transposeA}, ${transposeB}`,
      f: (a: Tensor, b: Tensor) => core.matMul(a, b, transposeA, transposeB),
      inputs: [real(transposeA ? [2, 4, 3] : [2, 3, 4]), real(transposeB ? [2, 5, 4] : [2, 4, 5])],
    })),
  ),
];

const reductions: Case[] = [
  ...[undefined, 0, [0, 2], -1].flatMap((axis): Case[] => [
    { kernel: 'Sum', name: `axis ${axis}`, f: (x) => core.sum(x, axis), inputs: [real([2, 3, 4])] },
    { kernel: 'Mean', name: `axis ${axis}`, f: (x) => core.mean(x, axis), inputs: [real([2, 3, 4])] },
    { kernel: 'Max', name: `axis ${axis}`, f: (x) => core.max(x, axis), inputs: [real([2, 3, 4])] },
    { kernel: 'Min', name: `axis ${axis}`, f: (x) => core.min(x, axis), inputs: [real([2, 3, 4])] },
    { kernel: 'Prod', name: `axis ${axis}`, f: (x) => core.prod(x, axis), inputs: [aboveOne([2, 3, 2])] },
  ]),
  { kernel: 'Sum', name: 'kept axes', f: (x) => core.sum(x, 1, true), inputs: [real([2, 3])] },
  { kernel: 'Prod', name: 'kept axes', f: (x) => core.prod(x, 1, true), inputs: [positive([2, 3])] },
  ...[0, 1].flatMap((axis) =>
    [false, true].flatMap((exclusive) =>
      [false, true].map((reverse) => ({
        kernel: 'Cumsum',
        name: `axis ${axis}, exclusive ${exclusive}, reverse ${reverse}`,
        f: (x: Tensor) => core.cumsum(x, axis, exclusive, reverse),
        // WebGPU's own cumsum confuses rows of two lengths: here all have one.
        inputs: [real([4, 4])],
      })),
    ),
  ),
  { kernel: 'Softmax', f: (x) => core.softmax(x), inputs: [real([2, 4])] },
  {
    kernel: 'LogSoftmax',
    f: (logits) => run('LogSoftmax', { logits }, { axis: 1 }),
    inputs: [real([2, 4])],
  },
];

const layout: Case[] = [
  { kernel: 'Reshape', f: (x) => core.reshape(x, [3, 2]), inputs: [real([2, 3])] },
  { kernel: 'ExpandDims', f: (x) => core.expandDims(x, 1), inputs: [real([2, 3])] },
  {
    kernel: 'BroadcastTo',
    f: (x) => run('BroadcastTo', { x }, { shape: [4, 3], inputShape: [1, 3] }),
    inputs: [real([1, 3])],
  },
  { kernel: 'Transpose', f: (x) => core.transpose(x, [2, 0, 1]), inputs: [real([2, 3, 4])] },
  { kernel: 'Reverse', f: (x) => core.reverse(x, [0, -1]), inputs: [real([2, 3])] },
  { kernel: 'Tile', f: (x) => core.tile(x, [2, 1, 3]), inputs: [real([2, 3, 2])] },
  { kernel: 'Tile', name: 'by broadcastTo', f: (x) => core.broadcastTo(x, [4, 3]), inputs: [real([1, 3])] },
  { kernel: 'Slice', f: (x) => core.slice(x, [1, 0], [2, -1]), inputs: [real([4, 3])] },
  {
    kernel: 'PadV2',
    f: (x) =>
      core.pad(x, [
        [1, 0],
        [2, 1],
      ]),
    inputs: [real([2, 3])],
  },
  { kernel: 'Concat', f: (...xs) => core.concat(xs, 1), inputs: [real([2, 1]), real([2, 3]), real([2, 2])] },
  { kernel: 'Pack', f: (...xs) => core.stack(xs, 1), inputs: [real([2, 3]), real([2, 3])] },
  {
    kernel: 'SplitV',
    f: (x) => {
      const [a, b, c] = core.split(x, [1, 3, 2], 1);
      return core.add(core.sum(core.square(a)), core.mul(core.sum(b), core.sum(c)));
    },
    inputs: [real([2, 6])],
  },
  {
    kernel: 'Unpack',
    f: (x) => {
      const [a, b] = core.unstack(x, 1);
      return core.mul(a, core.square(b));
    },
    inputs: [real([3, 2])],
  },
  {
    kernel: 'SpaceToBatchND',
    f: (x) =>
      core.spaceToBatchND(
        x,
        [2, 2],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    inputs: [real([1, 3, 3, 2])],
  },
  {
    kernel: 'BatchToSpaceND',
    f: (x) =>
      core.batchToSpaceND(
        x,
        [2, 2],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    inputs: [real([4, 2, 2, 1])],
  },
];

const picks = (shape: number[], values: number[]) => core.tensor(values, shape, 'int32');

const indexing: Case[] = [
  ...[
    { axis: 0, batchDims: 0, indices: [3], values: [1, 0, 1] },
    { axis: 1, batchDims: 0, indices: [2, 2], values: [2, 0, 2, 1] },
    { axis: 2, batchDims: 0, indices: [2], values: [3, 3] },
    { axis: 1, batchDims: 1, indices: [2, 2], values: [2, 2, 0, 1] },
    { axis: 2, batchDims: 1, indices: [2, 3], values: [2, 2, 0, 1, 3, 1] },
    { axis: 2, batchDims: 2, indices: [2, 3, 1], values: [2, 2, 0, 1, 3, 1] },
  ].map(({ axis, batchDims, indices, values }) => ({
    kernel: 'GatherV2',
    name: `axis ${axis}, batchDims ${batchDims}`,
    f: (x: Tensor) => core.gather(x, picks(indices, values), axis, batchDims),
    inputs: [real([2, 3, 4])],
    needs: ['UnsortedSegmentSum'],
  })),
  ...(['reflect', 'symmetric'] as const).map((mode) => ({
    kernel: 'MirrorPad',
    name: mode,
    f: (x: Tensor) =>
      core.mirrorPad(
        x,
        [
          [1, 2],
          [0, 1],
        ],
        mode,
      ),
    inputs: [real([3, 2])],
    needs: ['UnsortedSegmentSum'],
  })),
  {
    kernel: 'UnsortedSegmentSum',
    f: (x) => core.unsortedSegmentSum(x, core.tensor1d([1, 0, 1, 2], 'int32'), 3),
    inputs: [real([4, 2])],
  },
];

const image = real([2, 4, 5, 2]);
/** The resizing gradients of cpu are right for one square image only. */
const square = real([1, 4, 4, 2]);
const volume = real([1, 3, 4, 4, 2]);
const convolutions: Case[] = [
  {
    kernel: 'Conv2D',
    f: (x, w) => core.conv2d(image4(x), image4(w), [2, 1], 'same'),
    inputs: [image, real([3, 2, 2, 3])],
    needs: ['Conv2DBackpropFilter'],
  },
  {
    kernel: 'Conv2DBackpropInput',
    f: (x, w) => core.conv2dTranspose(image4(x), image4(w), [2, 8, 10, 3], 2, 'same'),
    inputs: [image, real([3, 3, 3, 2])],
    needs: ['Conv2DBackpropFilter'],
  },
  {
    kernel: 'Conv3D',
    f: (x, w) => core.conv3d(volume5(x), volume5(w), 1, 'same'),
    inputs: [volume, real([2, 2, 2, 2, 2])],
    needs: ['Conv3DBackpropFilterV2', 'Conv3DBackpropInputV2'],
  },
  {
    kernel: 'DepthwiseConv2dNative',
    f: (x, w) => core.depthwiseConv2d(image4(x), image4(w), 1, 'same'),
    inputs: [image, real([3, 2, 2, 2])],
    needs: ['DepthwiseConv2dNativeBackpropFilter'],
  },
  {
    kernel: 'Dilation2D',
    f: (x, w) => core.dilation2d(image4(x), core.reshape(w, [2, 2, 2]), 1, 'valid'),
    inputs: [image, real([2, 2, 2])],
    needs: ['Dilation2DBackpropFilter', 'Dilation2DBackpropInput'],
  },
];

const images: Case[] = [
  { kernel: 'AvgPool', f: (x) => core.avgPool(image4(x), 2, 1, 'valid'), inputs: [image] },
  { kernel: 'MaxPool', f: (x) => core.maxPool(image4(x), 2, 2, 'same'), inputs: [image] },
  {
    kernel: 'AvgPool3D',
    f: (x) => core.avgPool3d(volume5(x), 2, 1, 'valid'),
    inputs: [volume],
    needs: ['AvgPool3DGrad'],
  },
  {
    kernel: 'MaxPool3D',
    f: (x) => core.maxPool3d(volume5(x), 2, 2, 'same'),
    inputs: [volume],
    needs: ['MaxPool3DGrad'],
  },
  {
    kernel: 'LRN',
    f: (x) => core.localResponseNormalization(image4(x), 2, 1, 0.7, 0.6),
    inputs: [real([1, 2, 2, 5])],
    needs: ['LRNGrad'],
  },
  {
    kernel: 'ResizeBilinear',
    f: (x) => core.image.resizeBilinear(image4(x), [3, 6]),
    inputs: [square],
    needs: ['ResizeBilinearGrad'],
  },
  {
    kernel: 'ResizeNearestNeighbor',
    f: (x) => core.image.resizeNearestNeighbor(image4(x), [8, 8]),
    inputs: [square],
    needs: ['ResizeNearestNeighborGrad'],
  },
];

const oneRow = (x: Tensor): Tensor1D => core.reshape(x, [x.size]);
const table = (x: Tensor): Tensor2D => core.reshape(x, [4, 3]);

const batchNorm: Case[] = [
  {
    kernel: 'FusedBatchNorm',
    f: (x, mean, variance, offset, scale) =>
      core.batchNorm2d(table(x), oneRow(mean), oneRow(variance), oneRow(offset), oneRow(scale), 0.01),
    inputs: [real([4, 3]), real([3]), positive([3]), real([3]), positive([3])],
  },
];

export const cases: readonly Case[] = [
  ...elementwise,
  ...constant,
  ...arithmetic,
  ...reductions,
  ...layout,
  ...indexing,
  ...convolutions,
  ...images,
  ...batchNorm,
];
