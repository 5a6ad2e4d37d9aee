import { backend_util } from '@tensorflow/tfjs-core';
import type { LinearUse } from './linear-use.ts';

/** How a filter moves over an image, along each of its spatial axes. */
export interface Movement {
  readonly filter: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly paddings: readonly [before: number, after: number][];
  /** The number of places of the filter. */
  readonly places: readonly number[];
}

/** How the filter of a convolution of images moves; null where the channels do not come last. */
export const movement2d = (use: LinearUse): Movement | null => planar(use, false);

/** The same for a depthwise convolution. */
export const depthwiseMovement = (use: LinearUse): Movement | null => planar(use, true);

function planar({ kept, output, attributes, seenAs }: LinearUse, isDepthwise: boolean): Movement | null {
  const { strides, dilations, pad, dimRoundingMode, dataFormat } = attributes as unknown as ConvolutionAttributes;
  if (dataFormat === 'NCHW') return null;
  // A transposed convolution moves its filter over what comes out.
  const seen = kept.x ?? output;
  const info = backend_util.computeConv2DInfo(
    seen.shape as FourLengths,
    seenAs as unknown as FourLengths,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    isDepthwise,
  );
  const { top, bottom, left, right } = info.padInfo;
  return {
    filter: [info.filterHeight, info.filterWidth],
    strides: [info.strideHeight, info.strideWidth],
    dilations: [info.dilationHeight, info.dilationWidth],
    paddings: [
      [top, bottom],
      [left, right],
    ],
    places: [info.outHeight, info.outWidth],
  };
}

/** How the filter of a convolution of volumes moves. */
export function movement3d({ kept, attributes, seenAs }: LinearUse): Movement | null {
  const { strides, dilations, pad } = attributes as unknown as VolumeAttributes;
  const info = backend_util.computeConv3DInfo(
    kept.x.shape as FiveLengths,
    seenAs as unknown as FiveLengths,
    strides,
    dilations ?? 1,
    pad,
  );
  const { front, back, top, bottom, left, right } = info.padInfo;
  return {
    filter: [info.filterDepth, info.filterHeight, info.filterWidth],
    strides: [info.strideDepth, info.strideHeight, info.strideWidth],
    dilations: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
    paddings: [
      [front, back],
      [top, bottom],
      [left, right],
    ],
    places: [info.outDepth, info.outHeight, info.outWidth],
  };
}

type FourLengths = [number, number, number, number];
type FiveLengths = [number, number, number, number, number];
type Planar = Parameters<typeof backend_util.computeConv2DInfo>;
type Volume = Parameters<typeof backend_util.computeConv3DInfo>;

/** TF.js hands a kernel's attributes on untyped. */
interface ConvolutionAttributes {
  readonly strides: Planar[2];
  readonly dilations?: Planar[3];
  readonly pad: Planar[4];
  readonly dimRoundingMode?: Planar[5];
  readonly dataFormat?: 'NHWC' | 'NCHW';
}

interface VolumeAttributes {
  readonly strides: Volume[2];
  readonly dilations?: Volume[3];
  readonly pad: Volume[4];
}
