import { added, repeated } from './added.ts';
import { conv2d, conv2dTranspose, conv3d } from './convolution.ts';
import { denseLeft, denseRight } from './dense.ts';
import { depthwise } from './depthwise.ts';
import { embedding } from './embedding.ts';
import type { PartOf } from './linear-use.ts';
import { normalizedScale, scaled } from './scaled.ts';

/** The operations that are linear in a variable, by their kernel and the input that the variable is. */
const parts: ReadonlyMap<string, PartOf> = new Map([
  ['Add a', added(1)],
  ['Add b', added(1)],
  ['Sub a', added(1)],
  ['Sub b', added(-1)],
  ['_FusedMatMul bias', added(1)],
  ['FusedConv2D bias', added(1)],
  ['FusedDepthwiseConv2D bias', added(1)],
  ['FusedBatchNorm offset', added(1)],
  ['Tile x', repeated],
  ['FusedBatchNorm scale', normalizedScale],
  ['Multiply a', scaled('b')],
  ['Multiply b', scaled('a')],
  ['BatchMatMul a', denseLeft],
  ['BatchMatMul b', denseRight],
  ['_FusedMatMul a', denseLeft],
  ['_FusedMatMul b', denseRight],
  ['Conv2D filter', conv2d],
  ['FusedConv2D filter', conv2d],
  ['Conv3D filter', conv3d],
  ['Conv2DBackpropInput filter', conv2dTranspose],
  ['DepthwiseConv2dNative filter', depthwise],
  ['FusedDepthwiseConv2D filter', depthwise],
  ['GatherV2 x', embedding],
]);

/** How a kernel is linear in one of its inputs; null where it is not, or not known to be. */
export const partOf = (kernel: string, input: string): PartOf | null => parts.get(`${kernel} ${input}`) ?? null;
