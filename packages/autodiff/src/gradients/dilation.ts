import { gradientOf, runKernel } from '@hyperprior/backends/gradients';
import {
  add,
  backend_util,
  Dilation2D,
  type Dilation2DAttrs,
  Dilation2DBackpropFilter,
  Dilation2DBackpropInput,
  type GradConfig,
  getBackend,
  getKernel,
  maximum,
  reshape,
  slice,
  type Tensor,
  zeros,
} from '@tensorflow/tfjs-core';
import { vjp } from '../operators/vjp.ts';
import { candidatePlaces, firstMaxima, picked, type WindowAxis, windowPlaces } from './windows.ts';

function axesOf(x: Tensor, filter: Tensor, { strides, pad, dilations }: Dilation2DAttrs): WindowAxis[] {
  const [batch, inHeight, inWidth, channels] = x.shape;
  const [height, width, depth] = filter.shape;
  const of = backend_util.computeDilation2DInfo(
    [batch, inHeight, inWidth, channels],
    [height, width, depth],
    strides,
    pad,
    'NHWC',
    dilations,
  );
  return [
    {
      before: of.padInfo.top,
      stride: of.strideHeight,
      size: height,
      dilation: of.dilationHeight,
      count: of.outHeight,
    },
    { before: of.padInfo.left, stride: of.strideWidth, size: width, dilation: of.dilationWidth, count: of.outWidth },
  ];
}

/** The filter's value at each place in a window, as `[depth]`. */
function filterPlaces(filter: Tensor): Tensor[] {
  const [height, width, depth] = filter.shape;
  const rows = reshape(filter, [height * width, depth]);
  return Array.from({ length: height * width }, (_, i) => reshape(slice(rows, [i, 0], [1, depth]), [depth]));
}

/** Where in each window the sum of x and the filter is greatest. */
function masksOf(x: Tensor, filter: Tensor, axes: readonly WindowAxis[]): Tensor[] {
  const weights = filterPlaces(filter);
  const sums = candidatePlaces(x, axes).map((values, i) => add(values, weights[i]));
  return firstMaxima(
    sums,
    sums.reduce((most, values) => maximum(most, values)),
  );
}

/** How the output changes with both inputs, where each window keeps the place of its maximum. */
const change = (axes: readonly WindowAxis[], masks: readonly Tensor[]) => (dx: Tensor, dw: Tensor) =>
  add(picked(windowPlaces(dx, axes), masks), picked(filterPlaces(dw), masks));

/** The partial derivatives by operations alone, where a backend has no kernel for them (WebGL). */
function pulledBack(dy: Tensor, [x, filter]: Tensor[], attributes: Dilation2DAttrs): Tensor[] {
  const axes = axesOf(x, filter, attributes);
  const zero: [Tensor, Tensor] = [zeros(x.shape), zeros(filter.shape)];
  const { pullback, dispose } = vjp(change(axes, masksOf(x, filter, axes)), zero);
  try {
    return pullback(dy);
  } finally {
    dispose();
  }
}

function dilationGradient(dy: Tensor, inputs: Tensor[], attributes: Dilation2DAttrs) {
  const { strides, pad, dilations } = attributes;
  const [x, filter] = inputs;
  const partial = (kernel: string, at: number) => () =>
    getKernel(kernel, getBackend())
      ? runKernel(kernel, { x, filter, dy }, { strides, pad, dilations })
      : pulledBack(dy, inputs, attributes)[at];
  return { x: partial(Dilation2DBackpropInput, 0), filter: partial(Dilation2DBackpropFilter, 1) };
}

/** The kernels' own derivative by dy: what the output changes by, when x or the filter changes. */
function backpropGradient(kernelName: string, changeOf: (dd: Tensor, [x, filter]: Tensor[]) => [Tensor, Tensor]) {
  return gradientOf<Dilation2DAttrs>(kernelName, { inputs: ['x', 'filter'] }, (dd, [x, filter], attributes) => ({
    dy: () => {
      const axes = axesOf(x, filter, attributes);
      return change(axes, masksOf(x, filter, axes))(...changeOf(dd, [x, filter]));
    },
    x: () => zeros(x.shape),
    filter: () => zeros(filter.shape),
  }));
}

/** The gradients of grey-scale dilation, and of the kernels that are its derivatives. */
export const dilationGradients: readonly GradConfig[] = [
  gradientOf<Dilation2DAttrs>(Dilation2D, { inputs: ['x', 'filter'] }, dilationGradient),
  backpropGradient(Dilation2DBackpropInput, (ddx, [, filter]) => [ddx, zeros(filter.shape)]),
  backpropGradient(Dilation2DBackpropFilter, (ddw, [x]) => [zeros(x.shape), ddw]),
];
