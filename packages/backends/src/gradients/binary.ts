import {
  Add,
  AddN,
  Atan2,
  add,
  BatchMatMul,
  type BatchMatMulAttrs,
  cast,
  clone,
  div,
  equal,
  FloorDiv,
  floor,
  type GradConfig,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  logicalAnd,
  logicalNot,
  Maximum,
  Minimum,
  Mod,
  Multiply,
  matMul,
  mul,
  neg,
  onesLike,
  Pow,
  Prelu,
  pow,
  RealDiv,
  Select,
  SquaredDifference,
  Sub,
  square,
  sub,
  type Tensor,
  util,
  where,
  zeros,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { unbroadcast } from './broadcast.ts';
import { float, gradientOf } from './rule.ts';

type Partial = (dy: Tensor, a: Tensor, b: Tensor) => Tensor;

/** `y = f(a, b)` with broadcasting: the two partial derivatives times dy, in y's shape. */
function broadcasting(kernelName: string, byA: Partial, byB: Partial): GradConfig {
  return gradientOf(kernelName, { inputs: ['a', 'b'] }, (dy, [a, b]) => ({
    a: () => unbroadcast(byA(dy, float(a), float(b)), a.shape),
    b: () => unbroadcast(byB(dy, float(a), float(b)), b.shape),
  }));
}

const mask = (condition: Tensor) => cast(condition, 'float32');
const byQuotient: Partial = (dy, _a, b) => div(dy, b);
const byDivisor: Partial = (dy, a, b) => neg(div(mul(dy, a), square(b)));

/** One matrix may be multiplied by each of a batch. */
const ofBatch = (product: Tensor, shape: number[]) =>
  util.arraysEqual(product.shape, shape) ? product : unbroadcast(product, shape);

/** b a^(b-1), and 0 where b is 0, also at a = 0. */
const byBase = (a: Tensor, b: Tensor) => {
  const isConstant = logicalAnd(equal(a, 0), equal(b, 0));
  return mul(b, pow(where(isConstant, onesLike(a), a), sub(b, 1)));
};

/** d(a^b)/db is 0 where the base is not positive. */
const byExponent = (dy: Tensor, base: Tensor, power: Tensor) => {
  const positive = greater(base, 0);
  return mul(dy, where(positive, mul(power, log(base)), zerosLike(power)));
};

/** The gradients of functions of two tensors that broadcast, and of their kin. */
export const binaryGradients: readonly GradConfig[] = [
  broadcasting(
    Add,
    (dy) => dy,
    (dy) => dy,
  ),
  broadcasting(
    Sub,
    (dy) => dy,
    (dy) => neg(dy),
  ),
  broadcasting(
    Multiply,
    (dy, _a, b) => mul(dy, b),
    (dy, a) => mul(dy, a),
  ),
  broadcasting(RealDiv, byQuotient, byDivisor),
  broadcasting(FloorDiv, zerosLike, zerosLike),
  broadcasting(
    Mod,
    (dy) => dy,
    (dy, a, b) => mul(dy, neg(floor(div(a, b)))),
  ),
  broadcasting(
    Maximum,
    (dy, a, b) => mul(dy, mask(greaterEqual(a, b))),
    (dy, a, b) => mul(dy, mask(less(a, b))),
  ),
  broadcasting(
    Minimum,
    (dy, a, b) => mul(dy, mask(lessEqual(a, b))),
    (dy, a, b) => mul(dy, mask(greater(a, b))),
  ),
  broadcasting(
    SquaredDifference,
    (dy, a, b) => mul(dy, mul(2, sub(a, b))),
    (dy, a, b) => mul(dy, mul(2, sub(b, a))),
  ),
  broadcasting(
    Atan2,
    (dy, a, b) => mul(dy, div(b, add(square(a), square(b)))),
    (dy, a, b) => neg(mul(dy, div(a, add(square(a), square(b))))),
  ),
  gradientOf(Pow, { inputs: ['a', 'b'], output: true }, (dy, [a, b, y]) => ({
    a: () => unbroadcast(mul(dy, byBase(float(a), float(b))), a.shape),
    b: () => unbroadcast(byExponent(dy, float(a), y), b.shape),
  })),
  gradientOf(Prelu, { inputs: ['x', 'alpha'] }, (dy, [x, alpha]) => ({
    x: () => where(greater(x, 0), dy, mul(dy, alpha)),
    alpha: () => unbroadcast(where(greater(x, 0), zerosLike(dy), mul(dy, x)), alpha.shape),
  })),
  gradientOf(Select, { inputs: ['condition'] }, (dy, [condition]) => ({
    condition: () => zeros(condition.shape),
    t: () => mul(dy, mask(condition)),
    e: () => mul(dy, mask(logicalNot(condition))),
  })),
  gradientOf(AddN, { inputs: 'all' }, (dy, terms) =>
    Object.fromEntries(terms.map((_, i) => [String(i), () => clone(dy)])),
  ),
  gradientOf<BatchMatMulAttrs>(BatchMatMul, { inputs: ['a', 'b'] }, (dy, [a, b], { transposeA, transposeB }) => ({
    a: () => ofBatch(transposeA ? matMul(b, dy, transposeB, true) : matMul(dy, b, false, !transposeB), a.shape),
    b: () => ofBatch(transposeB ? matMul(dy, a, true, transposeA) : matMul(a, dy, !transposeA, false), b.shape),
  })),
];
