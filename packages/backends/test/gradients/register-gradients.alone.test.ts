import { expectClose, expectNoLeak } from '@hyperprior/vitest';
import {
  conv2d,
  floorDiv,
  type GradConfig,
  getBackend,
  getGradient,
  getKernel,
  grad,
  grads,
  max,
  mul,
  pow,
  prod,
  registerGradient,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tensor1d,
  tensor4d,
  tidy,
  unregisterGradient,
  valueAndGrad,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { registerGradients } from '../../src/gradients/register-gradients.ts';
import { type Case, cases } from './cases.ts';

/** The kernels that TF.js 4.22's own `register_all_gradients` differentiates. */
const differentiable = `Abs Acos Acosh Add AddN ArgMax ArgMin Asin Asinh Atan Atan2 Atanh AvgPool AvgPool3D BatchMatMul
  BatchToSpaceND BroadcastTo Cast Ceil ClipByValue ComplexAbs Concat Conv2D Conv2DBackpropInput Conv3D Cos Cosh Cumsum
  DepthwiseConv2dNative Dilation2D Elu Erf Exp ExpandDims Expm1 Floor FloorDiv FusedBatchNorm GatherV2 GreaterEqual
  Identity IsFinite IsInf IsNan LRN LeakyRelu Log Log1p LogSoftmax Max MaxPool MaxPool3D Maximum Mean Min Minimum MirrorPad
  Mod Multiply Neg OneHot OnesLike Pack PadV2 Pow Prelu Prod RealDiv Reciprocal Relu Relu6 Reshape ResizeBilinear
  ResizeNearestNeighbor Reverse Round Rsqrt Select Selu Sigmoid Sign Sin Sinh Slice Softmax Softplus SpaceToBatchND SplitV
  Sqrt Square SquaredDifference Step Sub Sum Tan Tanh Tile Transpose Unpack UnsortedSegmentSum ZerosLike`.split(/\s+/);

/** Numbers spread over (0, 1) without a pattern: the fractional parts of multiples of the golden ratio. */
const spread = (size: number, seed: number) =>
  Array.from({ length: size }, (_, i) => ((i + 1) * 0.6180339887 + seed * 0.2360679775) % 1);

const sizeOf = (shape: number[]) => shape.reduce((product, length) => product * length, 1);

const available = ({ kernel, needs = [] }: Case) =>
  [kernel, ...needs].every((name) => getKernel(name, getBackend()) !== undefined);

/** `Σ w f(x)`, with the sum in double precision. */
async function value(f: Case['f'], shapes: number[][], points: number[][], weights: number[]): Promise<number> {
  const y = tidy(() => f(...points.map((point, i) => tensor(point, shapes[i]))));
  const values = await y.data();
  y.dispose();
  return Array.from(values).reduce((total, v, i) => total + v * weights[i % weights.length], 0);
}

/** The slope of `value` along a direction in one input, by central differences with one step of Richardson's. */
async function slope(test: Case, points: number[][], weights: number[], input: number, direction: number[]) {
  const shapes = test.inputs.map(({ shape }) => shape);
  const at = (t: number) =>
    value(
      test.f,
      shapes,
      points.map((point, i) => (i === input ? point.map((x, k) => x + t * direction[k]) : point)),
      weights,
    );
  const central = async (h: number) => ((await at(h)) - (await at(-h))) / (2 * h);
  const h = 0.02;
  return (4 * (await central(h / 2)) - (await central(h))) / 3;
}

const weights = spread(97, 5).map((x) => 0.5 + x);

async function gradients(test: Case, points: number[][]): Promise<ArrayLike<number>[]> {
  const all = tidy(() => {
    const xs = points.map((point, i) => tensor(point, test.inputs[i].shape));
    const weighted = (...inputs: Tensor[]) => {
      const y = test.f(...inputs);
      const w = Array.from({ length: y.size }, (_, i) => weights[i % weights.length]);
      return sum(mul(y, tensor(w, y.shape)));
    };
    return grads(weighted)(xs);
  });
  const values = await Promise.all(all.map((gradient) => gradient.data()));
  for (const gradient of all) gradient.dispose();
  return values;
}

describe('a registered gradient agrees with finite differences', () => {
  for (const test of cases.filter(available)) {
    it(`${test.kernel}${test.name ? `, ${test.name}` : ''}`, async () => {
      const points = test.inputs.map(({ shape, from, to }, i) =>
        spread(sizeOf(shape), i).map((x) => from + x * (to - from)),
      );
      await expectNoLeak(async () => {
        const analytic = await gradients(test, points);
        for (let input = 0; input < points.length; input++) {
          const direction = spread(points[input].length, 7 + input).map((x) => 2 * x - 1);
          const along = direction.reduce((total, d, k) => total + d * analytic[input][k], 0);
          const size = direction.reduce((total, d, k) => total + Math.abs(d * analytic[input][k]), 0);
          const expected = await slope(test, points, weights, input, direction);
          expectClose([along], [expected], { abs: 1e-3 + 2e-3 * size });
        }
      });
    });
  }

  it('for every kernel that TF.js differentiates', () => {
    const tested = new Set([...cases.map(({ kernel }) => kernel), 'FloorDiv', 'ComplexAbs']);
    expect([...tested].sort()).toEqual([...differentiable].sort());
    for (const kernel of differentiable) expect(getGradient(kernel), kernel).toBeDefined();
  });
});

describe('gradients at special points', () => {
  it('of floorDiv are zero', async () => {
    const [a, b] = [tensor1d([7, -3]), tensor1d([2, 4])];
    const [byA, byB] = grads((x: Tensor, y: Tensor) => sum(floorDiv(x, y)))([a, b]);
    expectClose(await byA.data(), [0, 0], { abs: 0 });
    expectClose(await byB.data(), [0, 0], { abs: 0 });
    for (const t of [a, b, byA, byB]) t.dispose();
  });

  it('of the modulus are those of the absolute value of the real part', async () => {
    const [dy, x] = [tensor1d([1, 10]), tensor1d([-2, 3])];
    const gradient = getGradient('ComplexAbs').gradFunc(dy, [x], {}).x();
    expectClose(await gradient.data(), [-1, 10], {});
    for (const t of [dy, x, gradient]) t.dispose();
  });

  it('of a product with one zero, and with two', async () => {
    const x = tensor([2, 0, 5, 0, 3, 0], [2, 3]);
    const gradient = grad((t: Tensor) => sum(prod(t, 1)))(x);
    expectClose(await gradient.data(), [0, 10, 0, 0, 0, 0], { abs: 1e-6 });
    for (const t of [x, gradient]) t.dispose();
  });

  it('of a power by its exponent are 0 where the base is 0', async () => {
    const [a, b] = [tensor1d([0, 2]), tensor1d([2, 3])];
    const [byA, byB] = grads((x: Tensor, y: Tensor) => sum(pow(x, y)))([a, b]);
    expectClose(await byA.data(), [0, 12], { rel: 1e-5 });
    expectClose(await byB.data(), [0, 8 * Math.log(2)], { rel: 1e-5 });
    for (const t of [a, b, byA, byB]) t.dispose();
  });

  it('of a maximum are dy at every place that attains it', async () => {
    const x = tensor([1, 3, 3, 2, 0, 2], [2, 3]);
    const gradient = grad((t: Tensor) => sum(max(t, 1)))(x);
    expectClose(await gradient.data(), [0, 1, 1, 1, 0, 1], {});
    for (const t of [x, gradient]) t.dispose();
  });

  it('of a dilated convolution throw and say what to do', () => {
    const [x, w] = [tensor4d(spread(25, 1), [1, 5, 5, 1]), tensor4d([1, 2, 3, 4], [2, 2, 1, 1])];
    const dilated = (t: Tensor4D) => sum(conv2d(t, w, 1, 'valid', 'NHWC', 2));
    expect(() => valueAndGrad(dilated)(x)).toThrow(/'dilations' must be 1.*; widen the filter/);
    for (const t of [x, w]) t.dispose();
  });
});

describe('registerGradients', () => {
  const replaced = (kernelName: string, gradFunc: GradConfig['gradFunc'], check: () => void) => {
    const ours = getGradient(kernelName);
    unregisterGradient(kernelName);
    registerGradient({ kernelName, gradFunc });
    check();
    unregisterGradient(kernelName);
    registerGradient(ours);
  };

  it('changes nothing when it is called again', () => {
    const before = differentiable.map((kernel) => getGradient(kernel));
    registerGradients();
    expect(differentiable.map((kernel) => getGradient(kernel))).toEqual(before);
  });

  it('leaves a gradient alone that somebody else registered', () => {
    const theirs: GradConfig['gradFunc'] = () => ({});
    replaced('Exp', theirs, () => {
      registerGradients();
      expect(getGradient('Exp').gradFunc).toBe(theirs);
    });
  });

  it('replaces the two of core that need chained methods, where there are none', () => {
    const theirs: GradConfig['gradFunc'] = () => ({});
    for (const kernel of ['Prod', 'GatherV2'])
      replaced(kernel, theirs, () => {
        registerGradients();
        expect(getGradient(kernel).gradFunc).not.toBe(theirs);
        unregisterGradient(kernel);
        registerGradient({ kernelName: kernel, gradFunc: theirs });
      });
  });
});
