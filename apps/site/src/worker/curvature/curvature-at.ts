import { hvp, installGradients, jvp, valueAndGrad } from '@hyperprior/autodiff';
import { add, concat, grads, mul, reshape, scalar, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { type Domain, landscapeForm } from '../../form/landscapes.ts';
import type { Curvature, CurvatureQuestion, Pair } from './curvature.ts';
import { type PlaneFunction, planeFunctions } from './functions.ts';

/** Points along the section, and how far it goes to either side. */
const [stops, reach] = [81, 0.6];
/** Numbers that come before the section's. */
const heads = 10;
/** Columns of the grid, and rows. */
const side = 49;

/** Computes a function around a point and its derivatives there, on TF.js's backend: one read for all of it. */
export async function curvatureAt(question: CurvatureQuestion): Promise<Curvature> {
  const { landscape, point, angle } = question;
  const turn = (angle * Math.PI) / 180;
  const direction: Pair = [Math.cos(turn), Math.sin(turn)];
  const f = planeFunctions[landscape];
  const along = evenly([-reach, reach], stops);
  const all = tidy(() => {
    const parts = [
      ...grads(f)(scalars(point)),
      ...productAlone(f, point, direction),
      ...derivatives(f, point, direction),
      onLine(f, point, direction, along),
      onGrid(f, landscapeForm(landscape).domain),
    ];
    return concat(parts.map((part) => reshape(part, [-1])));
  });
  try {
    const numbers = Float64Array.from(await all.data());
    const [slopeX, slopeY, aloneX, aloneY, value, gradientX, gradientY, slope, productX, productY] = numbers;
    return {
      ...question,
      direction,
      value,
      gradient: [gradientX, gradientY],
      slope,
      product: [productX, productY],
      alone: { gradient: [slopeX, slopeY], product: [aloneX, aloneY] },
      section: { along, values: numbers.slice(heads, heads + stops) },
      heights: numbers.slice(heads + stops),
    };
  } finally {
    all.dispose();
  }
}

/** The value, the gradient, the slope along the direction, and the Hessian times it. */
function derivatives(f: PlaneFunction, point: Pair, direction: Pair): Tensor[] {
  const installed = installGradients();
  try {
    const [at, v] = [scalars(point), scalars(direction)];
    const { value, grads: gradient } = valueAndGrad(f)(...at);
    return [value, ...gradient, jvp(f, at, v).tangent, ...hvp(f, at, v)];
  } finally {
    // The next request asks TensorFlow.js alone again.
    installed.uninstall();
  }
}

/** The Hessian times the direction, as one would compute it with TensorFlow.js and nothing else. */
function productAlone(f: PlaneFunction, point: Pair, [vx, vy]: Pair): Tensor[] {
  const slope = (x: Tensor, y: Tensor) => {
    const [gradientX, gradientY] = grads(f)([x, y]);
    return add(mul(gradientX, vx), mul(gradientY, vy));
  };
  return grads(slope)(scalars(point));
}

const scalars = ([x, y]: Pair): [Tensor, Tensor] => [scalar(x), scalar(y)];

function onLine(f: PlaneFunction, [x, y]: Pair, [vx, vy]: Pair, along: Float64Array): Tensor {
  return onPoints(
    f,
    along.map((t) => x + t * vx),
    along.map((t) => y + t * vy),
  );
}

function onGrid(f: PlaneFunction, domain: Domain): Tensor {
  const [xs, ys] = [evenly(domain.x, side), evenly(domain.y, side)];
  const places = Array.from({ length: side * side }, (_, k) => k);
  return onPoints(
    f,
    Float64Array.from(places, (k) => xs[k % side]),
    Float64Array.from(places, (k) => ys[Math.floor(k / side)]),
  );
}

const onPoints = (f: PlaneFunction, xs: Float64Array, ys: Float64Array): Tensor =>
  f(tensor1d(Float32Array.from(xs)), tensor1d(Float32Array.from(ys)));

const evenly = ([low, high]: readonly [number, number], count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
